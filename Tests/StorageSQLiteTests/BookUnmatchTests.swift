import GRDB
import Ledger
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// Matches that somebody takes apart: they stay apart, until that is undone.
@Suite struct BookUnmatchTests {
    typealias Row = BookFiles.Row

    private static func files() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await files.take(
            try files.orders("o.csv", [Row("A1", "5.00"), Row("A2", "6.00"), Row("A3", "250.00")]),
            try files.payments("p.csv", [Row("A1", "5.00"), Row("A3", "250.00")]))
        try await files.run("2026-06-01")
        return files
    }

    @discardableResult
    private static func unmatch(
        _ files: BookFiles, _ reference: String, reason: String = "another customer's"
    ) throws -> StoredDecision {
        let book = try files.open()
        return try BookDecide(book).unmatch(
            try book.entries(named: [reference]), leg: nil, reason: reason)
    }

    private static func next(_ files: BookFiles, _ day: Int) async throws {
        try await files.take(
            try files.orders("d\(day).csv", [Row("D\(day)", "1.00")], day: "2026-06-0\(day)"))
        let outcome = try await files.run("2026-06-0\(day)")
        let sides = outcome.report.legs.flatMap(\.outcome.statement.sides)
        #expect(sides.count { !$0.closes } == 0)
        #expect(try files.audit().findings == [])
    }

    private static let apart = ["missing_left A1 5.00", "missing_right A1 -5.00"]

    @Test("a match is taken apart, its postings are taken back, and the next runs leave it so")
    func apart() async throws {
        let files = try await Self.files()
        let before = try BookDecisionTests.balances(files)
        let stored = try Self.unmatch(files, "A1")
        #expect(stored.course.state == .applied && stored.decision.entries.count == 2)
        #expect(try BookDecisionTests.balances(files) != before)
        #expect(try files.audit().findings == [])
        // Said again, it is the same decision.
        #expect(throws: EngineError.self) { try Self.unmatch(files, "A9") }
        for day in 2...4 {
            try await Self.next(files, day)
            let open = Set(try files.open(.open))
            #expect(open.isSuperset(of: Self.apart), "\(day)")
        }
        let found = try files.open().store.breaks(BreakFilter()).filter { $0.reference == "A1" }
        #expect(found.map(\.finding) == [.keptApart, .keptApart])
        #expect(found.allSatisfy { $0.explanations.allSatisfy { !$0.isEmpty } })
    }

    @Test("taken back before a run or after it, they belong together again", arguments: [1, 2, 3])
    func rejoin(days: Int) async throws {
        let files = try await Self.files()
        let before = try BookDecisionTests.balances(files)
        let stored = try Self.unmatch(files, "A1")
        for day in 2..<(days + 1) { try await Self.next(files, day) }
        let undone = try BookDecide(files.open()).decide(
            BookDecide.Request(.undo(.decision(stored.number)), [], reason: "it was theirs"))
        #expect(undone.course.state == .applied)
        #expect(try BookDecisionTests.balances(files) == before)
        #expect(try files.audit().findings == [])
        let open = try files.open(.open)
        #expect(!open.contains { $0.contains("A1") }, "\(open)")
        for day in (days + 1)...(days + 2) {
            try await Self.next(files, day)
            #expect(try !files.open(.open).contains { $0.contains("A1") })
        }
        // And can be taken apart once more, where the match itself stands again.
        if days == 1 {
            #expect(try Self.unmatch(files, "A1", reason: "no").course.state == .applied)
        }
    }

    @Test("a large match needs a second person, and a run that a decision rests on stays")
    func fourEyes() async throws {
        let files = try await Self.files()
        let stored = try Self.unmatch(files, "A3")
        #expect(stored.course.state == .proposed)
        let approved = try BookDecisionTests.act(files, as: "li") { try $0.approve(stored.number) }
        #expect(approved.course.state == .applied)
        #expect(throws: EngineError.book(.decided(run: 1, decisions: [stored.number]))) {
            try files.open().undo(run: 1)
        }
        #expect(try files.audit().findings == [])
        try await Self.next(files, 2)
        try files.open().undo(run: 2)
        #expect(try files.audit().findings == [])
        try await files.run("2026-06-02")
        #expect(try files.open(.open).contains("missing_right A3 -250.00"))
        #expect(try files.audit().findings == [])
    }

    @Test(
        "what was changed in what keeps them apart is found",
        arguments: [
            "DELETE FROM voided_match", "UPDATE voided_match SET run = run + 0, left = left + 1",
            "UPDATE standing_rule SET other = identity WHERE rule = 'apart'",
        ])
    func damage(change: String) async throws {
        let files = try await Self.files()
        try Self.unmatch(files, "A1")
        let database = try BookDatabase(folder: files.book, writes: true)
        try database.write("test") { try $0.execute(sql: change) }
        #expect(try !files.audit().findings.isEmpty, "\(change)")
    }
}
