import GRDB
import Testing

@testable import Engine
@testable import Ledger
@testable import Matching
@testable import Records
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// When a period may be closed, and that nothing of it changes afterwards.
@Suite struct BookCloseTests {
    typealias Row = BookFiles.Row

    /// Days with an order and its money, each run by itself.
    private static func files(_ days: ClosedRange<Int>) async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        for day in days {
            try await add(day, to: files)
            try await files.run("2026-05-0\(day)")
        }
        return files
    }

    private static func add(_ day: Int, to files: BookFiles) async throws {
        let label = "2026-05-0\(day)"
        try await files.take(
            files.orders("o\(day).csv", [Row("A\(day)", "5.00")], day: label),
            files.payments("p\(day).csv", [Row("A\(day)", "5.00")], day: label))
    }

    /// What stands against closing through a day of May, if all that is open is carried over.
    private static func refusals(_ files: BookFiles, _ day: Int) throws -> [CloseRefusal] {
        let book = try files.open()
        let open = try book.store.breaks(BreakFilter()).map(\.id)
        return try BookClosing(book).refusals(Day("2026-05-0\(day)")!, carried: open).filter {
            if case .notCarried = $0 { return false }
            return true
        }
    }

    private static func close(_ files: BookFiles, _ day: Int) throws {
        let ids = try files.open().store.breaks(BreakFilter()).map(\.id)
        let stored = try BookDecisionTests.act(files, as: "wang") {
            try $0.decide(
                BookDecide.Request(
                    .close(through: Day("2026-05-0\(day)")!), ids, reason: "week's end"))
        }
        _ = try BookDecisionTests.act(files, as: "li") { try $0.approve(stored.number) }
    }

    private static func change(_ files: BookFiles, _ sql: String) throws {
        let database = try BookDatabase(folder: files.book, writes: true)
        try database.write("test") { try $0.execute(sql: sql) }
    }

    @Test("what is complete through its end is closed, whatever is imported and waits after it")
    func complete() async throws {
        let files = try await Self.files(1...4)
        #expect(try Self.refusals(files, 2) == [])
        try await Self.add(6, to: files)
        #expect(try Self.refusals(files, 4) == [])
        #expect(try Self.refusals(files, 6) != [])
    }

    @Test("a day that is missing keeps its period open, not the days before")
    func missing() async throws {
        let files = try BookFiles()
        try files.make()
        let definition = try files.write(
            "shop.yaml",
            [
                "name: shop", "version: 1", "merchant: main", "timeZone: Asia/Shanghai",
                "sources:",
                "  - {name: orders, files: [\"o*\"], format: generic-orders, cadence: daily}",
                "  - {name: pays, files: [\"p*\"], format: generic-payments}", "legs:",
                "  - name: orders-pays",
                "    left: {sources: [orders]}", "    right: {sources: [pays]}", "    passes:",
                "      - exact: {key: [order]}",
            ])
        _ = try files.open().adopt(definitionFile: definition)
        for day in [1, 2, 4] {
            try await Self.add(day, to: files)
            try await files.run("2026-05-0\(day)")
        }
        #expect(try files.open().store.lastRun()?.verdict == .incomplete)
        #expect(try Self.refusals(files, 2) == [])
        let third = Day("2026-05-03")!
        #expect(try Self.refusals(files, 3) == [.missing("orders", from: third, through: third)])
        try await Self.add(3, to: files)
        #expect(try Self.refusals(files, 4).contains(.notTaken(2)))
        try await files.run("2026-05-04")
        #expect(try Self.refusals(files, 4) == [])
    }

    @Test("a clearing account that is off is not closed on, and verify names it")
    func clearing() async throws {
        let files = try await Self.files(1...2)
        #expect(try Self.refusals(files, 2) == [])
        // Twice as much of everything: the journal balances, and nobody paid that.
        try Self.change(
            files, "UPDATE posting SET units = CAST(CAST(units AS INTEGER) * 2 AS TEXT)")
        let found = try Self.refusals(files, 2)
        #expect(
            found.contains {
                if case .clearing = $0 { return true }
                return false
            }, "\(found)")
        let findings = try files.audit().findings
        #expect(findings.contains { $0.part == .ledger && $0.place.hasPrefix("Clearing") })
    }

    @Test("after closing, no command changes the period")
    func closed() async throws {
        let files = try await Self.files(1...3)
        // Its money never came: it is carried over.
        try await files.take(
            files.orders("late-order.csv", [Row("L1", "9.00", at: "13:00:00")], day: "2026-05-02"))
        try await files.run("2026-05-03")
        try Self.close(files, 2)
        let closed = Day("2026-05-02")!
        func journal() throws -> [String] {
            try files.open().store.journal().filter { $0.day <= closed }.map { "\($0)" }
        }
        let before = try journal()
        #expect(!before.isEmpty)
        #expect(throws: EngineError.self) { try files.open().undo(run: 4) }
        #expect(throws: EngineError.self) { try Self.close(files, 2) }
        #expect(throws: EngineError.self) { try Self.close(files, 1) }
        // Late money, a decision about the past, a match taken apart, and its undoing.
        try await files.take(
            files.payments("late.csv", [Row("L1", "9.00", at: "13:01:00")], day: "2026-05-02"))
        try await files.run("2026-05-04")
        let apart = try BookDecisionTests.act(files, as: "wang") {
            try $0.unmatch($0.book.entries(named: ["A1"]), leg: nil, reason: "not theirs")
        }
        _ = try BookDecide(files.open()).decide(
            BookDecide.Request(.undo(.decision(apart.number)), [], reason: "theirs"))
        try await files.run("2026-05-05")
        try files.open().undo(run: 6)
        #expect(try journal() == before)
        #expect(try files.audit().findings == [])
        var request = BookDecide.Request(
            .opening(.bank(AccountLabel("icbc")!)), [], reason: "page 3")
        request.amount = .init("5 CNY")
        let begun = EngineError.book(.decision(.begun(closedThrough: closed)))
        #expect(throws: begun) { _ = try BookDecide(files.open()).decide(request) }
        // What would be booked into it by hand is found.
        try Self.change(
            files,
            """
            UPDATE journal_entry SET day = \(closed.number)
            WHERE number = (SELECT max(number) FROM journal_entry)
            """)
        #expect(
            try files.audit().findings.contains { $0.expected.contains("\(closed)") })
    }
}
