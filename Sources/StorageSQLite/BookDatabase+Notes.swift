package import Engine
import GRDB
package import Records
package import Resolution

extension BookDatabase {
    package func events(of breakID: Hash128) throws(EngineError) -> [BreakEvent] {
        try read("notes") { database in
            try SQLRequest<Row>(
                sql: "SELECT * FROM break_note WHERE break = ? ORDER BY number",
                arguments: [Words.store(breakID).blob], cached: true
            ).fetchAll(database).map { try NoteRows.read($0) }
        }
    }

    package func commit(
        _ notes: [BreakEvent], files: [ContentDigest: [UInt8]]
    ) throws(EngineError) {
        if !files.isEmpty {
            try step(.raw) {
                for (digest, bytes) in files.sorted(by: { $0.key.description < $1.key.description })
                {
                    try BookFolder.writeRaw(
                        try packed(bytes), sha256: digest.description, in: folder)
                }
            }
        }
        try write("notes") { database in
            try onStep(.leaves, .before)
            for event in notes { try NoteRows.append(event, database) }
            try onStep(.leaves, .after)
        }
        try publish()
    }

    package func bytes(of attachment: BreakAttachment) throws(EngineError) -> [UInt8] {
        try BookFolder.readRaw(
            sha256: attachment.digest.description, count: attachment.size, in: folder, keys)
    }

    /// Every file that somebody attached, each once.
    func attachments() throws(EngineError) -> [BreakAttachment] {
        try read("attachments") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT * FROM break_note WHERE note = 'attached' GROUP BY digest ORDER BY digest
                    """, cached: true
            ).fetchAll(database).compactMap { row in
                guard case .attached(let attachment) = try NoteRows.read(row).what else {
                    return nil
                }
                return attachment
            }
        }
    }
}
