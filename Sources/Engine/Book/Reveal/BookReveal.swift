package import Records
import Resolution

/// Shows what is masked of entries, to somebody who says why: the log has it before they do.
package struct BookReveal: Sendable {
    private let book: Book
    /// A person reads them one by one; more is a copy of the book.
    package static let entryLimit = 20
    /// As of a decision.
    package static let reasonLimit = 500

    package init(_ book: Book) { self.book = book }

    package func reveal(
        _ entries: [EntryID], reason: String
    ) throws(EngineError) -> [RevealedEntry] {
        let chosen = Set(entries).sorted()
        if let fault = PlainText.fault(reason, limit: BookReveal.reasonLimit, lines: true) {
            throw .book(.life(.text(fault)))
        }
        guard !chosen.isEmpty, chosen.count <= BookReveal.entryLimit else {
            throw .book(
                .refused(
                    rule: "entries", detail: "\(chosen.count) · 1…\(BookReveal.entryLimit)"))
        }
        // Read before it is said to be shown: what cannot be opened was not.
        let shown = try read(chosen)
        try book.store.commit(
            RevealFact(number: 0, at: book.now, actor: book.actor, reason: reason, entries: chosen))
        return shown
    }

    private func read(_ entries: [EntryID]) throws(EngineError) -> [RevealedEntry] {
        var shown: [RevealedEntry] = []
        for (number, rows) in TracedEntry.rows(of: entries) {
            guard let statement = try book.store.statement(number),
                let last = rows.last, last < statement.rows
            else { throw .book(.unknown(kind: "entry", name: "\(number):\(rows.last ?? 0)")) }
            let table = try book.store.table(of: number, rows: rows)
            for (place, row) in rows.enumerated() {
                func text(_ ref: TextRef) -> String { ref.isEmpty ? "" : table.utf8Text(ref) }
                shown.append(
                    RevealedEntry(
                        entry: EntryID(segment: number, row: row), source: statement.source,
                        line: Int(table.line[place]),
                        counterparty: text(table.counterparty[place]),
                        memo: text(table.memo[place]), address: text(table.chainAddress[place])))
            }
        }
        return shown
    }
}
