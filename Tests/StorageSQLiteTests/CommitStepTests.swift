import Foundation
import Synchronization
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite

/// Every step of a unit of work fails before it, or after it is done: the book is sound afterwards,
/// and repeating the work ends as if nothing had happened.
@Suite struct CommitStepTests {
    struct Broken: Error {}

    struct Failing: CustomStringConvertible, Sendable {
        var step: CommitStep
        var moment: CommitStep.Moment
        var description: String { "\(moment) \(step)" }
    }

    static let all = CommitStep.allCases.flatMap { step in
        CommitStep.Moment.allCases.map { Failing(step: step, moment: $0) }
    }

    private func files(_ files: BookFiles) throws -> [String] {
        [
            try files.orders("o.csv", [.init("A1", "5.00"), .init("A2", "6.00")]),
            try files.payments("p.csv", [.init("A1", "5.00"), .init("A3", "7.00")]),
        ]
    }

    @Test("an import that fails at any step", arguments: all)
    func imports(_ failing: Failing) async throws {
        let book = try BookFiles()
        try book.make()
        for path in try files(book) {
            let hits = Mutex(0)
            do {
                let broken = try book.open { step, moment in
                    guard step == failing.step, moment == failing.moment else { return }
                    let count = hits.withLock { hits in
                        hits += 1
                        return hits
                    }
                    if count == 1 { throw Broken() }
                }
                _ = try await BookImport(broken).importFile(path)
            } catch {}
            #expect(try sound(book.audit()), "\(failing)")
            // Whether it was kept or not, saying it again ends the same.
            try await book.take(path)
        }
        try await ends(book)
    }

    @Test("a run that fails at any step", arguments: all)
    func runs(_ failing: Failing) async throws {
        let book = try BookFiles()
        try book.make()
        for path in try files(book) { try await book.take(path) }
        do {
            let broken = try book.open { step, moment in
                if step == failing.step, moment == failing.moment { throw Broken() }
            }
            let plan = try await BookRun(broken, through: Day("2026-06-01")).plan()
            try plan.run.commit(plan)
        } catch {}
        #expect(try sound(book.audit()), "\(failing)")
        try await ends(book)
    }

    /// A log that is not published yet is no damage: its leaves are committed.
    private func sound(_ report: BookReport) -> Bool {
        report.findings.isEmpty
    }

    private func ends(_ book: BookFiles) async throws {
        try await book.run("2026-06-01")
        #expect(try book.open(.open) == ["missing_left A3 7.00", "missing_right A2 -6.00"])
        let store = try book.open().store
        #expect(try store.imports(after: 0, limit: 100).count == 2)
        #expect(try store.runs().count == 1)
        // The book, its definition, two files, two statements, a run and what it posted.
        #expect(try store.numbers().leaves == 8)
        let report = try book.audit()
        #expect(report.findings == [])
        #expect(report.leaves == 8)
        let left = try FileManager.default.contentsOfDirectory(atPath: book.book + "/segments")
        #expect(left.filter { $0.hasSuffix(".entries") }.sorted() == ["1.entries", "2.entries"])
    }
}
