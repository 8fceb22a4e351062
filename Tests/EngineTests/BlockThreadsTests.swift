import Records
import Statements
import Testing

@testable import Engine

@Suite struct BlockThreadsTests {
    @Test("one file is read the same on one, two and seven threads", arguments: [1, 2, 7])
    func threads(count: Int) async throws {
        let library = try FormatLibrary.load()
        var text = "order_no,amount,currency,paid_at,status,channel,goods\n"
        for number in 1...400 {
            let amount = number == 250 ? "1.12345" : number % 90 == 0 ? "x" : "\(number).10"
            let currency = ["CNY", "USD", "HKD"][number % 3]
            text += "O\(number),\(amount),\(currency),2026-06-01 10:00:00,paid,way\(number % 7),"
            text += number % 50 == 0 ? "\"two\nlines\"\n" : "goods\n"
        }
        let file = InputFile(bytes: Array(text.utf8), path: "orders.csv", name: "orders.csv")
        let whole = try #require(library.statements(of: file).first)
        let parts = try #require(
            await library.statements(of: file, threads: count, blockBytes: 1024).first)
        #expect(parts.table.count == 396)
        #expect(parts.problems == whole.problems)
        #expect(parts.columnSums == whole.columnSums)
        #expect(parts.table.identity == whole.table.identity)
        #expect(parts.table.line == whole.table.line)
        #expect(parts.table.currency == whole.table.currency)
        #expect(parts.table.gross.narrow == whole.table.gross.narrow)
        #expect(parts.table.channel.words == whole.table.channel.words)
        #expect(parts.table.heap == whole.table.heap)
    }
}
