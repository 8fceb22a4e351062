import Engine
import GRDB
import Records
import Resolution

extension BookAudit {
    /// Owner, labels and counts of each break are the fold of its notes.
    mutating func marks() throws(EngineError) {
        let (folded, kept) = try book.read("marks") { database in
            var folded: [Hash128: BreakMarks] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM break_note ORDER BY number") {
                let event = try NoteRows.read(row)
                folded[event.breakID, default: BreakMarks()].add(event.what)
                folded[event.breakID]?.note = row["number"]
            }
            var kept: [Hash128: BreakMarks] = [:]
            for bytes in try Row.fetchAll(
                database,
                sql: "SELECT break FROM break_mark UNION SELECT break FROM break_label"
            ).map({ $0.bytes("break") }) {
                guard let id = Words.hash(bytes) else {
                    throw Words.Damage(table: "break_mark", column: "break")
                }
                kept[id] = try NoteRows.marks(id, database) ?? BreakMarks()
            }
            return (folded, kept)
        }
        let places = Set(folded.keys).union(kept.keys)
        for id in places.sorted() where folded[id] != kept[id] {
            add(
                .fact, "break_mark \(id.hex)", found: kept[id].map { "\($0)" } ?? "",
                expected: folded[id].map { "\($0)" } ?? "")
        }
    }
}
