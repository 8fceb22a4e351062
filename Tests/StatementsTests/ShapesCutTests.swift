import Records
import Testing

@testable import Statements

/// Files of every shape, cut at every byte and with every byte changed: never a crash, and a place
/// for every problem.
@Suite("Cut and changed files")
struct ShapesCutTests {
    static let fixed = Dialect.Shape.fixed(
        fields: [.init(name: "a", width: 3), .init(name: "b", width: 4)], gap: 1)
    static let json =
        #"{"code":1,"data":[{"a":{"b":"x\u5143\ud83d\ude00"},"c":[1,"2"]},{"d":-1.5e3}],"n":0}"#
    static let workbook = WorkbookBuilder.workbook(
        sheets: [
            (
                "S",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                    + "<c r=\"C1\" s=\"1\"><v>45444.5</v></c></row>"
            )
        ],
        strings: "<si><t>元</t></si>",
        styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>")

    struct Sample: CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var shape: Dialect.Shape
        var testDescription: String { name }
    }

    static let files: [Sample] = listed.map { Sample(name: $0, bytes: $1, shape: $2) }

    private static let listed: [(String, [UInt8], Dialect.Shape)] = [
        (
            "delimited", Array("\u{FEFF}a,\"b\"\"元\n\"\t,c\r\n,,\n\"x,y\n😀".utf8),
            .delimited(separator: 0)
        ),
        ("GBK", gbk("#账号：[2088]\r\n订单,\"金\"\"额\",縷|\r\n1\t,2,㐀\r\n"), .delimited(separator: 0x7C)),
        (
            "UTF-16",
            [0xFF, 0xFE] + (Statements.encode("a\t元😀\n1\t2\n", into: .utf16LittleEndian) ?? []),
            .sheet
        ),
        ("fixed", gbk("S22 0001\r\nS30 商户\n"), fixed),
        ("JSON", Array(json.utf8), .json(records: "data")),
        ("JSON lines", Array("{\"a\":1}\n\n{\"b\":[{}],\"c\":\"\\n\"}\n".utf8), .jsonLines),
        ("query", Array("/n?a=%E6%9C%88&b=1+2#x\nGET /q?c=%D4%C2 HTTP/1.1\n".utf8), .query),
        (
            "gzip", ArchiveBuilder.gzip(Array("a,b\n1,2\n".utf8), name: Array("n.csv".utf8)),
            .delimited(separator: 0x2C)
        ),
        (
            "zip",
            ArchiveBuilder.zip([.init(gbk("明细.csv"), gbk("订单\n1\n")), .init("b.csv", "2\n")]),
            .delimited(separator: 0x2C)
        ),
        ("workbook", workbook, .sheet),
    ]

    /// Opens and reads to the end; the extents of all rows must lie in the bytes.
    private static func exhaust(_ bytes: [UInt8], _ shape: Dialect.Shape) {
        let opened = Statements.members(of: RawFile(name: "f", bytes: bytes), limits: Limits())
        for member in opened.members {
            let reading = Reading(member, as: shape)
            for extent in reading.extents {
                #expect(extent.upperBound <= reading.source.bytes.count)
            }
        }
        #expect(opened.problems.allSatisfy { $0.code.quarantines && $0.file.hasPrefix("f") })
    }

    @Test("cut at every byte", arguments: files)
    func cut(_ file: Sample) {
        for count in file.bytes.indices {
            ShapesCutTests.exhaust(Array(file.bytes[..<count]), file.shape)
        }
    }

    @Test("every byte changed", arguments: files)
    func change(_ file: Sample) {
        var changed = file.bytes
        for index in changed.indices {
            for mask in [0x01, 0x20, 0x80, 0xFF] as [UInt8] {
                changed[index] = file.bytes[index] ^ mask
                ShapesCutTests.exhaust(changed, file.shape)
            }
            changed[index] = file.bytes[index]
        }
    }

    @Test("an archive or document that is cut never passes for a whole one")
    func cutIsTold() {
        let whole: Set = ["JSON", "gzip", "zip", "workbook"]
        for file in ShapesCutTests.files where whole.contains(file.name) {
            let (name, bytes, shape) = (file.name, file.bytes, file.shape)
            for count in 1..<bytes.count {
                let opened = Statements.members(
                    of: RawFile(name: "f", bytes: Array(bytes[..<count])), limits: Limits())
                let failures = opened.members.compactMap { Reading($0, as: shape).failure }
                // Cut inside its two magic bytes an archive is a short text file.
                guard count >= 4 || name == "JSON" else { continue }
                #expect(
                    !opened.problems.isEmpty || !failures.isEmpty, "\(name) cut at \(count)")
            }
        }
    }
}
