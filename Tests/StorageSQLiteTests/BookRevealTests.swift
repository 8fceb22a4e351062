import Foundation
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite

/// What is masked, shown for a reason that the log has first.
@Suite struct BookRevealTests {
    struct Broken: Error {}

    private static let first = EntryID(segment: 1, row: 0)

    @Test("names and remarks are told, and the log says to whom and why")
    func revealed() async throws {
        let files = try await BookKeysTests.files()
        let before = try files.open().store.numbers().leaves
        let shown = try BookReveal(files.open()).reveal(
            [EntryID(segment: 2, row: 1), Self.first, Self.first], reason: "refund of A1")
        #expect(shown.map(\.entry) == [Self.first, EntryID(segment: 2, row: 1)])
        #expect(shown[0].counterparty == BookKeysTests.planted[0])
        #expect(shown[0].memo == BookKeysTests.planted[2])
        #expect(shown[1].counterparty == BookKeysTests.planted[1])
        let store = try files.open().store
        #expect(
            try store.reveals() == [
                RevealFact(
                    number: 1, at: BookFiles.now, actor: "wang", reason: "refund of A1",
                    entries: shown.map(\.entry))
            ])
        #expect(try store.numbers().leaves == before + 1)
        let report = try files.audit()
        #expect(report.findings == [] && report.leaves == before + 1)
        // What was said is proven: another reason, or none, is found.
        for sql in [
            "UPDATE reveal SET reason = 'other'", "UPDATE reveal SET entries = '1:1'",
            "UPDATE reveal SET actor = 'li'", "DELETE FROM reveal",
        ] {
            let copy = try await BookKeysTests.files()
            _ = try BookReveal(copy.open()).reveal([Self.first], reason: "refund of A1")
            try BookDamageTests.change(copy, sql)
            let findings = try copy.audit().findings
            #expect(findings.map(\.part) == [.fact], "\(sql): \(findings)")
        }
    }

    @Test("without a reason, entries or a key nothing is told, and nothing recorded")
    func refused() async throws {
        let files = try await BookKeysTests.files()
        let many = (0..<21).map { EntryID(segment: 1, row: $0) }
        let cases: [([EntryID], String)] = [
            ([Self.first], ""), ([Self.first], " \n\t"),
            ([Self.first], String(repeating: "x", count: 501)), ([Self.first], "a\u{202E}b"),
            ([], "why"), (many, "why"), ([EntryID(segment: 1, row: 2)], "why"),
            ([EntryID(segment: 9, row: 0)], "why"),
        ]
        for (entries, reason) in cases {
            let book = try files.open()
            #expect(throws: EngineError.self, "\(entries) \(reason)") {
                try BookReveal(book).reveal(entries, reason: reason)
            }
        }
        try FileManager.default.moveItem(
            atPath: files.book + "/server.key", toPath: files.folder + "/key")
        #expect(throws: EngineError.self) {
            try BookReveal(files.open()).reveal([Self.first], reason: "why")
        }
        #expect(try files.open().store.reveals() == [])
    }

    @Test("where the log does not have it, it is not told", arguments: CommitStep.Moment.allCases)
    func durable(_ moment: CommitStep.Moment) async throws {
        let files = try await BookKeysTests.files()
        #expect(throws: EngineError.self) {
            let book = try files.open { step, found in
                if step == .commit, found == moment { throw Broken() }
            }
            _ = try BookReveal(book).reveal([Self.first], reason: "why")
        }
        #expect(try files.open().store.reveals().count == (moment == .after ? 1 : 0))
        #expect(try files.audit().findings == [])
    }
}
