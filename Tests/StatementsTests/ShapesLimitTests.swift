import Records
import Testing

@testable import Statements

@Suite("Limits of shapes")
struct ShapesLimitTests {
    private static func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits()
        change(&limits)
        return limits
    }

    static let lineShapes: [Dialect.Shape] = [
        .delimited(separator: 0x2C), .delimited(separator: 0), .sheet, .jsonLines, .query,
        .fixed(fields: [.init(name: "a", width: 1)], gap: 0),
    ]

    @Test("a line beyond the limit ends the reading", arguments: lineShapes)
    func lineBytes(_ shape: Dialect.Shape) {
        let limits = ShapesLimitTests.limits { $0.lineBytes = 100 }
        let fits = "{" + String(repeating: " ", count: 98) + "}"
        let exact = Reading(fits + "\n" + fits, as: shape, limits: limits)
        #expect(exact.rows.count == 2)
        #expect(exact.failure == nil)
        let long = Reading(fits + "\n" + fits + " \n" + fits, as: shape, limits: limits)
        #expect(long.rows.count == 1)
        #expect(long.failure?.code == .limitExceeded)
        #expect(long.failure?.line == 2)
        #expect(long.failure?.expected == "100 bytes")
    }

    @Test("a quote may not swallow more than a line may hold")
    func openQuote() {
        let limits = ShapesLimitTests.limits { $0.lineBytes = 100 }
        let text = "\"a\n" + String(repeating: "b,c\n", count: 100)
        let reading = Reading(text, limits: limits)
        #expect(reading.rows.count == 101)
        #expect(reading.faults.first == .badQuote)
        #expect(reading.faults.dropFirst().allSatisfy { $0 == nil })
    }

    @Test("columns are limited in every shape that has any number of them")
    func columns() {
        let limits = ShapesLimitTests.limits { $0.columns = 8 }
        let commas = String(repeating: ",", count: 8)
        let members = (0..<9).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let pairs = (0..<9).map { "k\($0)=\($0)" }.joined(separator: "&")
        let files: [(String, Dialect.Shape)] = [
            (commas, .delimited(separator: 0x2C)), ("\"x" + commas, .delimited(separator: 0x2C)),
            ("[{\(members)}]", .json(records: "")), ("{\(members)}", .jsonLines),
            ("{\(members),\"data\":[]}", .json(records: "data")), (pairs, .query),
        ]
        for (text, shape) in files {
            let reading = Reading(text, as: shape, limits: limits)
            #expect(reading.failure?.code == .limitExceeded, "\(text)")
            #expect(reading.failure?.expected == "8 columns")
            #expect(reading.rows.isEmpty)
        }
        #expect(Reading(String(commas.dropLast()), limits: limits).failure == nil)
    }

    @Test("ten million columns are refused by the limit that is built in")
    func manyColumns() {
        let reading = Reading([UInt8](repeating: 0x2C, count: 10_000_000))
        #expect(reading.failure?.code == .limitExceeded)
        #expect(reading.rows.isEmpty)
    }

    @Test("a line of many megabytes is refused by the limit that is built in")
    func longLine() {
        let bytes = [UInt8](repeating: 0x61, count: 32 << 20)
        for shape in ShapesLimitTests.lineShapes {
            let reading = Reading(bytes, as: shape)
            #expect(reading.failure?.code == .limitExceeded)
            #expect(reading.rows.isEmpty)
        }
    }

    @Test("a JSON value or record beyond the limit is refused")
    func longRecord() {
        let limits = ShapesLimitTests.limits { $0.lineBytes = 100 }
        let long = String(repeating: "x", count: 101)
        let short = (0..<10).map { "\"k\($0)\":\"0123456789\"" }.joined(separator: ",")
        for text in ["[{\"a\":\"\(long)\"}]", "[{\(short)}]"] {
            let reading = Reading(text, as: .json(records: ""), limits: limits)
            #expect(reading.failure?.code == .limitExceeded)
        }
    }

    @Test("rows are counted")
    func rows() {
        let limits = ShapesLimitTests.limits { $0.rows = 3 }
        let reading = Reading("a\nb\nc\nd\n", limits: limits)
        #expect(reading.rows.count == 3)
        #expect(reading.failure?.code == .limitExceeded)
    }

    @Test("a file without a byte says so")
    func empty() {
        for bytes in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            #expect(Reading(bytes).failure?.code == .emptyFile)
            #expect(Reading(bytes, as: .json(records: "")).failure?.code == .emptyFile)
        }
    }
}
