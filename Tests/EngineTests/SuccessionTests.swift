import Records
import Statements
import Testing

@testable import Engine

@Suite struct SuccessionTests {
    /// One file with entries (identity, kind, status).
    private func table(
        _ file: String, _ entries: [(UInt64, EntryKind, EntryStatus)]
    ) -> SourceTable {
        var table = EntryTable()
        for (identity, kind, status) in entries {
            var draft = EntryDraft()
            draft.identity = Hash128(high: 0, low: identity)
            draft.kind = kind
            draft.status = status
            draft.gross = 100
            #expect(table.append(draft) == nil)
        }
        let statement = Statement(file: file, dialect: Dialect(name: "test"), table: table)
        return SourceTable(statement, of: .init(name: "source"), .builtin)
    }

    private func kept(_ tables: [SourceTable]) -> [String: [Int]] {
        var settled = tables
        Succession.settle(&settled)
        return Dictionary(
            uniqueKeysWithValues: settled.map { ($0.file, (0..<$0.count).map($0.row)) })
    }

    @Test("what stands in two files is one entry, whatever their order")
    func once() {
        let a = table("a", [(1, .payment, .succeeded), (2, .payment, .succeeded)])
        let b = table("b", [(2, .payment, .succeeded), (3, .payment, .succeeded)])
        #expect(kept([a, b]) == ["a": [0, 1], "b": [1]])
        #expect(kept([b, a]) == ["a": [0, 1], "b": [1]])
    }

    @Test("repeats within a file stay, and meet the repeats of another file one by one")
    func repeats() {
        let a = table("a", [(1, .payment, .succeeded), (1, .payment, .succeeded)])
        let b = table("b", [(1, .payment, .succeeded)])
        #expect(kept([a, b]) == ["a": [0, 1], "b": []])
    }

    @Test(
        "the final state supersedes",
        arguments: [
            (EntryKind.refund, EntryStatus.failed, EntryStatus.succeeded),
            (.payment, .succeeded, .pending), (.order, .succeeded, .expired),
            (.order, .refunded, .succeeded),
        ])
    func supersedes(kind: EntryKind, winner: EntryStatus, loser: EntryStatus) {
        let early = table("a", [(1, kind, loser)])
        let late = table("b", [(1, kind, winner)])
        #expect(kept([early, late]) == ["a": [], "b": [0]])
        #expect(kept([late, early]) == ["a": [], "b": [0]])
    }
}
