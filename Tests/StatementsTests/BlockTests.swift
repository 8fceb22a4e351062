import Records
import Statements
import Testing

/// A file read in blocks is the file read in one piece, byte for byte.
@Suite struct BlockTests {
    private static func inBlocks(
        _ file: RawFile, _ set: DialectSet, limits: Limits, blockBytes: Int
    ) -> (statement: Statement, taken: Int) {
        let reading = BlockwiseReading(
            file, among: set, hints: MutationBench.hints, limits: limits, blockBytes: blockBytes)
        while true {
            let blocks = reading.nextBlocks(3)
            if blocks.isEmpty { break }
            // Read in any order, handed back in theirs.
            let readings = Array(blocks.reversed().map(Statements.read).reversed())
            reading.take(readings)
        }
        let statement = reading.finish()
        return (statement, reading.blocksTaken)
    }

    /// The first line that differs, or nil.
    private static func difference(
        _ file: RawFile, limits: Limits = Limits(), blockBytes: Int
    ) throws -> (line: String?, taken: Int) {
        let set = try #require(MutationBench.set)
        let whole = StatementText.lines(
            Statements.read(file, among: set, hints: MutationBench.hints, limits: limits))
        let (statement, taken) = inBlocks(file, set, limits: limits, blockBytes: blockBytes)
        let parts = StatementText.lines(statement)
        let first = whole.indices.first { $0 >= parts.count || whole[$0] != parts[$0] }
        let line = first.map { "\(whole[$0]) ≠ \($0 < parts.count ? parts[$0] : "")" }
        return (line ?? (parts.count == whole.count ? nil : "\(parts.count) lines"), taken)
    }

    @Test(
        "fixtures, whole and damaged, are the same in blocks of 64 bytes and of 1 KB",
        .timeLimit(.minutes(10)), arguments: MutationBench.formats)
    func fixtures(format: String) throws {
        for fixture in MutationBench.fixtures(format) {
            for number in 0..<12 {
                var mutator = Mutator(seed: UInt64(number) &+ UInt64(fixture.bytes.count) << 24)
                let bytes =
                    number == 0
                    ? fixture.bytes : mutator.mutate(fixture.bytes, splicing: fixture.bytes)
                let file = RawFile(name: fixture.name, bytes: bytes)
                var limits = Limits()
                if number % 3 == 1 { (limits.problems, limits.rows) = (2, 7) }
                for member in Statements.members(of: file, limits: limits).members {
                    for blockBytes in [64, 1024] {
                        let (line, _) = try BlockTests.difference(
                            member, limits: limits, blockBytes: blockBytes)
                        #expect(line == nil, "\(fixture.name) case \(number) in \(blockBytes)")
                    }
                }
            }
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var header = "order_no,amount,currency,paid_at,status,channel,goods"
        var row: @Sendable (Int) -> String
        /// Whether every block behind the first rows can be used.
        var takesAll: Bool
        var testDescription: String { name }
    }

    private static func plain(_ number: Int) -> String {
        "O\(number),\(number).10,CNY,2026-06-01 10:00:00,paid,alipay,goods"
    }

    static let cases = [
        Case(name: "plain rows", row: plain, takesAll: true),
        Case(
            name: "rows whose quoted text goes over lines",
            row: { "O\($0),1.00,CNY,2026-06-01 10:00:00,paid,alipay,\"two\nlines \"\"\($0)\"\"\"" },
            takesAll: false),
        Case(
            name: "more decimals in the middle",
            row: { $0 == 60 ? "O60,1.12345,USDT,2026-06-01 10:00:00,paid,alipay," : plain($0) },
            takesAll: false),
        Case(
            name: "an amount that only fits before there are more decimals",
            row: { number in
                switch number {
                case 60: "O60,1.123456789,USDT,2026-06-01 10:00:00,paid,alipay,"
                case 90: "O90,9000000000.00,CNY,2026-06-01 10:00:00,paid,alipay,"
                default: plain(number)
                }
            }, takesAll: false),
        Case(
            name: "equal refunds, counted over the whole file",
            header: "order_no,amount,currency,paid_at,type,refund_no",
            row: { "O\($0 % 3),1.00,CNY,2026-06-01 10:00:00,refund,R\($0 % 2)" }, takesAll: true),
        Case(
            name: "words and currencies in another order in each block",
            row: { number in
                let currency = ["CNY", "USD", "HKD", "JPY", "EUR"][(number * 7) % 5]
                return "O\(number),1.00,\(currency),2026-06-01 10:00:00,paid,way\(number % 11),"
            }, takesAll: true),
        Case(
            name: "rows with problems", row: { $0 % 5 == 0 ? "O\($0),x,CNY,,paid,," : plain($0) },
            takesAll: true),
        Case(
            name: "the header again",
            row: { $0 == 70 ? Case(name: "", row: plain, takesAll: true).header : plain($0) },
            takesAll: false),
        Case(
            name: "amounts at the edge of what is added up",
            row: { "O\($0),9999999999999999\($0 % 10).00,CNY,2026-06-01 10:00:00,paid,alipay,g" },
            takesAll: false),
    ]

    @Test("what rows depend on each other by is kept over blocks", arguments: cases)
    func rows(test: Case) throws {
        let text = ([test.header] + (1...120).map(test.row)).joined(separator: "\r\n") + "\r\n"
        let file = RawFile(name: "orders.csv", bytes: Array(text.utf8))
        for blockBytes in [64, 300, 1024] {
            let (line, taken) = try BlockTests.difference(file, blockBytes: blockBytes)
            #expect(line == nil, "in \(blockBytes)")
            // Blocks of 300 bytes hold several rows; the first one is read by the whole's reader.
            if test.takesAll { #expect(taken >= text.utf8.count / (blockBytes + 200) - 1) }
            #expect(taken > 0 || !test.takesAll)
        }
    }
}
