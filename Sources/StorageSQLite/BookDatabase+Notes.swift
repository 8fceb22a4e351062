package import Engine
import GRDB
package import Records
package import Resolution

extension BookDatabase {
    package func events(of breakID: Hash128) throws(EngineError) -> [BreakEvent] {
        try read("notes") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM break_note WHERE break = ? ORDER BY number",
                arguments: [Words.store(breakID).blob]
            ).map { try NoteRows.read($0) }
        }
    }

    package func commit(_ notes: [BreakEvent]) throws(EngineError) {
        try write("notes") { database in
            try onStep(.leaves, .before)
            for event in notes { try NoteRows.append(event, database) }
            try onStep(.leaves, .after)
        }
        try publish()
    }
}
