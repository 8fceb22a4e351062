package import Engine
import GRDB
import Records

extension BookDatabase {
    package func place() throws(EngineError) -> BookChanges.Place {
        try read("place") { try BookDatabase.place($0) }
    }

    package func changes(
        after place: BookChanges.Place, limit: Int
    ) throws(EngineError) -> BookChanges {
        try read("changes") { database in
            var changes = BookChanges(place: place)
            for row in try Row.fetchAll(
                database,
                sql: """
                    SELECT position, fact, number, bytes FROM log_leaf
                    WHERE position >= ? ORDER BY position LIMIT ?
                    """, arguments: [place.leaves, limit])
            {
                changes.leaves.append(
                    BookChanges.Leaf(
                        position: row[0], kind: row[1], number: row[2], bytes: row.bytes("bytes")))
                changes.place.leaves = row[0] + 1
            }
            let before = try database.makeStatement(
                sql: """
                    SELECT state FROM break_version WHERE break = ? AND number < ? AND undone = 0
                    ORDER BY number DESC LIMIT 1
                    """)
            for row in try Row.fetchAll(
                database,
                sql: "SELECT * FROM break_version WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [place.version, limit])
            {
                let found = try BreakRows.read(row)
                changes.place.version = found.version
                if row["undone"] { continue }
                let state = try String.fetchOne(
                    before, arguments: [Words.store(found.id).blob, found.version])
                changes.versions.append(
                    BookChanges.Version(
                        found, before: state.flatMap { BookBreak.State(rawValue: $0) }))
            }
            return changes
        }
    }
}
