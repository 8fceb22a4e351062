import Foundation
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import StorageSQLite

/// A book on a real SQLite, from files to open items.
@Suite struct BookTests {
    typealias Row = BookFiles.Row

    @Test("the same bytes are imported once, whatever they are called")
    func onceByContent() async throws {
        let files = try BookFiles()
        try files.make()
        let first = try files.orders("a.csv", [Row("A1", "5.00")])
        let again = try files.orders("b.csv", [Row("A1", "5.00")])
        let receipts = try await files.take(first, again, first)
        #expect(receipts.map(\.isKnown) == [false, true, true])
        #expect(receipts.map(\.fact.number) == [1, 1, 1])
        #expect(try files.open().store.numbers().leaves == 3)
    }

    @Test("files of one command end as they do one by one, read ahead or not", arguments: [1, 2])
    func readAhead(threads: Int) async throws {
        let (single, together) = (try BookFiles(), try BookFiles())
        for files in [single, together] { try files.make() }
        let folder = try BookFiles()
        try FileManager.default.createDirectory(
            atPath: folder.folder + "/other", withIntermediateDirectories: false)
        let paths = [
            try folder.orders("a.csv", [Row("A1", "5.00"), Row("A2", "6.00", "pending")]),
            // The name of the one before, its bytes, a file that is none, one that is not there.
            try folder.orders("other/a.csv", [Row("A1", "5.00"), Row("A2", "6.00")]),
            try folder.orders("b.csv", [Row("A1", "5.00"), Row("A2", "6.00")]),
            try folder.write("odd.csv", ["what,is,this", "1,2,3"]), folder.folder + "/none.csv",
            try folder.payments("c.csv", [Row("A1", "5.00")]),
        ]
        var told: [[String]] = []
        for path in paths {
            let book = try single.open()
            try await BookImport(book).importFiles([path], .init()) {
                told.append(BookTests.words($0))
            }
        }
        var found: [[String]] = []
        var book = try together.open()
        book.threads = threads
        try await BookImport(book).importFiles(paths, .init()) { found.append(BookTests.words($0)) }
        #expect(found == told)
        #expect(found.map(\.first) == ["a.csv", "a~2.csv", "known", "refused", "refused", "c.csv"])
        #expect(try book.store.numbers() == single.open().store.numbers())
    }

    private static func words(_ outcome: Result<BookImport.Receipt, EngineError>) -> [String] {
        guard let receipt = try? outcome.get() else { return ["refused"] }
        return [
            receipt.isKnown ? "known" : receipt.fact.name, "\(receipt.fact.number)",
            "\(receipt.new) \(receipt.repeated) \(receipt.superseding)",
        ]
    }

    @Test("a row that stood in an earlier file counts once; a later state takes its place")
    func overlap() async throws {
        let files = try BookFiles()
        try files.make()
        let first = try files.orders("a.csv", [Row("A1", "5.00"), Row("A2", "6.00", "pending")])
        let second = try files.orders(
            "b.csv", [Row("A1", "5.00"), Row("A2", "6.00", "paid"), Row("A3", "7.00")])
        let back = try files.orders("c.csv", [Row("A2", "6.00", "pending"), Row("A4", "1.00")])
        let receipts = try await files.take(first, second, back)
        #expect(receipts.map(\.new) == [2, 1, 1])
        #expect(receipts.map(\.repeated) == [0, 1, 1])
        #expect(receipts.map(\.superseding) == [0, 1, 0])
        #expect(try files.audit().findings == [])
    }

    @Test("a file that contradicts itself changes nothing")
    func quarantine() async throws {
        let files = try BookFiles()
        try files.make()
        let path = try files.write("odd.csv", ["what,is,this", "1,2,3"])
        await #expect(throws: EngineError.self) { try await files.take(path) }
        #expect(try files.open().store.numbers() == BookNumbers.only(leaves: 1))
        let names = try FileManager.default.contentsOfDirectory(atPath: files.book + "/files")
        #expect(names == [])
    }

    @Test("what is open opens the next run, clears when its partner comes, and closes each day")
    func chain() async throws {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders(
                "o1.csv",
                [Row("A1", "5.00"), Row("A2", "6.00"), Row("A3", "7.00", at: "23:55:00")]),
            try files.payments("p1.csv", [Row("A1", "5.00"), Row("X9", "9.00")]))
        try await files.run("2026-06-01")
        #expect(try files.open(.open) == ["missing_left X9 9.00", "missing_right A2 -6.00"])
        #expect(try files.open(.expected) == ["expected A3 -7.00"])
        try await files.take(
            try files.orders("o2.csv", [Row("X9", "9.00")], day: "2026-06-02"),
            try files.payments(
                "p2.csv", [Row("A3", "7.00", at: "00:01:00"), Row("A1", "5.00")],
                day: "2026-06-02"))
        let second = try await files.run("2026-06-02")
        #expect(second.report.legs.allSatisfy { $0.outcome.statement.sides.allSatisfy(\.closes) })
        #expect(try files.open(.open) == ["duplicate A1 5.00", "missing_right A2 -6.00"])
        #expect(
            try files.open(.resolved) == ["expected A3 -7.00", "missing_left X9 9.00"])
        // Nothing new: the duplicate is one still, and nothing is run twice.
        try await files.take(try files.orders("o3.csv", [Row("A8", "1.00")], day: "2026-06-03"))
        try await files.run("2026-06-03")
        #expect(
            try files.open(.open) == [
                "duplicate A1 5.00", "missing_right A2 -6.00", "missing_right A8 -1.00",
            ])
        let leaves = try files.open().store.numbers().leaves
        try await files.run("2026-06-03")
        #expect(try files.open().store.numbers().leaves == leaves)
        #expect(try files.audit().findings == [])
    }

    @Test("a corrected file withdraws what it lacks")
    func correction() async throws {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders("o.csv", [Row("A1", "5.00"), Row("A2", "6.00")]),
            try files.payments("p.csv", [Row("A1", "5.50"), Row("A2", "6.00"), Row("A7", "1.00")]))
        try await files.run("2026-06-01")
        #expect(try files.open(.open) == ["amount_mismatch A1 0.50", "missing_left A7 1.00"])
        let receipts = try await files.take(
            try files.payments("p-corrected.csv", [Row("A1", "5.00"), Row("A2", "6.00")]),
            replaces: "p.csv")
        #expect(receipts[0].superseding == 1 && receipts[0].withdrawn == 1)
        try await files.run("2026-06-01")
        #expect(try files.open(.open) == [])
        #expect(try files.open().store.openItems() == [])
        #expect(try files.audit().findings == [])
    }

    @Test("a run that is taken back leaves the book as it was before it")
    func undo() async throws {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders("o1.csv", [Row("A1", "5.00"), Row("A2", "6.00")]),
            try files.payments("p1.csv", [Row("A1", "5.00")]))
        try await files.run("2026-06-01")
        let before = (try files.open(.open), try files.open().store.openItems())
        try await files.take(
            try files.payments("p2.csv", [Row("A2", "6.00")], day: "2026-06-02"))
        let plan = try await files.run("2026-06-02")
        #expect(try files.open(.open) == [])
        try files.open().undo(run: 2)
        #expect(try files.open(.open) == before.0)
        #expect(try files.open().store.openItems() == before.1)
        #expect(try files.audit().findings == [])
        let again = try await files.run("2026-06-02")
        #expect(again.unit.fact.statement == plan.unit.fact.statement)
        #expect(try files.open(.open) == [])
        #expect(try files.audit().findings == [])
    }

    @Test("a plan that was shown is not committed once something has changed")
    func planHash() async throws {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders("o1.csv", [Row("A1", "5.00")]),
            try files.payments("p1.csv", [Row("A1", "5.00")]))
        let shown = try await BookRun(files.open(), through: nil).plan().hash
        #expect(try await BookRun(files.open(), through: nil).plan().hash == shown)
        try await files.take(try files.payments("p2.csv", [Row("A2", "6.00")]))
        let plan = try await BookRun(files.open(), through: nil).plan()
        #expect(throws: EngineError.self) { try plan.run.commit(plan, shown: shown) }
        #expect(try plan.run.book.store.lastRun() == nil)
        try plan.run.commit(plan, shown: plan.hash)
        #expect(try plan.run.book.store.lastRun()?.number == 1)
    }

    @Test("a book that begins in mid-life takes the open items of before, and nothing else of it")
    func opening() async throws {
        let files = try BookFiles()
        try files.make(from: "2026-06-02")
        let early = try files.orders("old.csv", [Row("A0", "3.00"), Row("A1", "5.00")])
        let open = try files.orders("open.csv", [Row("A1", "5.00")])
        let receipts = try await files.take(early)
        #expect(receipts[0].new == 0 && receipts[0].early == 2)
        try await files.take(open, opening: true)
        try await files.take(
            try files.payments("p.csv", [Row("A1", "5.00")], day: "2026-06-02"))
        let run = try await files.run("2026-06-02")
        #expect(run.unit.fact.matchCount == 1)
        #expect(try files.open(.open) == [])
        #expect(try files.audit().findings == [])
    }

    @Test("an order whose channel has no file yet waits for one")
    func deferredOrders() async throws {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.write(
                "o.csv",
                [
                    "order_id,amount,currency,status,created_at,channel",
                    "A1,5.00,CNY,paid,2026-06-01 10:00:00,alipay",
                    "B1,6.00,CNY,paid,2026-06-01 10:00:00,wechat",
                ]),
            try files.write(
                "a.csv",
                [
                    "transaction_id,order_id,amount,currency,status,paid_at,channel",
                    "T1,A1,5.00,CNY,paid,2026-06-01 10:00:00,alipay",
                ]))
        let first = try await files.run("2026-06-01")
        #expect(first.report.verdict == .incomplete)
        #expect(try files.open().store.deferred().count == 1)
        try await files.take(
            try files.write(
                "w.csv",
                [
                    "transaction_id,order_id,amount,currency,status,paid_at,channel",
                    "T2,B1,6.00,CNY,paid,2026-06-01 10:00:00,wechat",
                ]))
        let second = try await files.run("2026-06-01")
        #expect(second.unit.fact.matchCount == 1)
        #expect(try files.open().store.deferred() == [])
        #expect(second.report.verdict == .reconciled)
        #expect(try files.audit().findings == [])
    }
}

extension BookNumbers {
    static func only(leaves: Int) -> BookNumbers {
        var numbers = BookNumbers()
        numbers.leaves = leaves
        return numbers
    }
}
