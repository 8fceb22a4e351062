import Records
import Testing

@testable import Statements

@Suite("Fixed-width rows")
struct ShapesFixedTests {
    private static let shape = Dialect.Shape.fixed(
        fields: [
            .init(name: "a", width: 3), .init(name: "b", width: 4), .init(name: "c", width: 2),
        ],
        gap: 1)

    static let cases: [(String, [UInt8], [[String]], ProblemCode?)] = [
        ("a whole row", Array("S22 0001 xy\n".utf8), [["S22", "0001", "xy"]], nil),
        (
            "CRLF and no line end", Array("S22 0001 xy\r\nS30 0002 zz".utf8),
            [["S22", "0001", "xy"], ["S30", "0002", "zz"]], nil
        ),
        ("a reserved tail", Array("S22 0001 xy and more\n".utf8), [["S22", "0001", "xy"]], nil),
        ("an end behind a field", Array("S22 0001\n".utf8), [["S22", "0001"]], nil),
        ("an end behind a gap", Array("S22 \n".utf8), [["S22"]], nil),
        ("GBK is cut by bytes", gbk("S22 商户 元\n"), [["S22", "商户", "元"]], nil),
        ("an end inside a field", Array("S22 00\n".utf8), [["S22"]], .fieldCount),
        (
            "a byte too many shifts the gap", Array("S222 0001 xy\n".utf8),
            [["S22", " 000", " x"]], .fieldCount
        ),
        ("a blank line", Array("\n".utf8), [[]], nil),
    ]

    @Test("are sliced by bytes, with gaps, and may end behind any whole field", arguments: cases)
    func slice(_ name: String, _ bytes: [UInt8], _ rows: [[String]], _ fault: ProblemCode?) {
        let reading = Reading(bytes, as: ShapesFixedTests.shape)
        #expect(reading.rows == rows)
        #expect(reading.faults.first == fault)
    }
}
