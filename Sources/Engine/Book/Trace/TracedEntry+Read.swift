import Records

extension TracedEntry {
    /// Rows by statement, both ascending.
    static func rows(
        of entries: some Sequence<EntryID>
    ) -> [(statement: Int, rows: [Int])] {
        Dictionary(grouping: entries, by: \.segment)
            .map { ($0.key, $0.value.map(\.row).sorted()) }.sorted { $0.0 < $1.0 }
    }

    /// The entries, ascending; `steps` says at which step each was found.
    static func read(
        _ steps: [EntryID: Int], in book: Book
    ) throws(EngineError) -> [TracedEntry] {
        let gone = Dictionary(
            try book.store.supersessions(of: steps.keys.sorted()).map {
                ($0.supersession.old, $0)
            }, uniquingKeysWith: { first, _ in first })
        var entries: [TracedEntry] = []
        for (number, rows) in rows(of: steps.keys) {
            guard let statement = try book.store.statement(number),
                let fact = try book.store.importFact(number: statement.importNumber)
            else { continue }
            let table = try book.store.maskedTable(of: number, rows: rows)
            let excluded = Set(statement.excluded)
            for (place, row) in rows.enumerated() {
                let id = EntryID(segment: number, row: row)
                var entry = TracedEntry(
                    table, place, id: id, step: steps[id] ?? 0, of: statement,
                    importedAt: fact.at)
                if let record = gone[id] {
                    entry.standing =
                        record.supersession.new.map {
                            .superseded(by: $0, import: record.import)
                        } ?? .withdrawn(import: record.import)
                } else if excluded.contains(UInt32(row)) {
                    entry.standing = .repeated
                }
                entries.append(entry)
            }
        }
        return entries
    }
}
