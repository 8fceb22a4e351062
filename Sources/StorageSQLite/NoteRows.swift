import Engine
import Foundation
import GRDB
import Records
import Resolution

/// What people noted on breaks, in order.
enum NoteRows {
    private static let table = "break_note"

    static func append(_ event: BreakEvent, _ database: Database) throws {
        var note = ""
        var (text, digest, size): (String?, String?, Int?)
        switch event.what {
        case .owned(let name): (note, text) = ("owned", name?.description)
        case .labelled(let label): (note, text) = ("labelled", label)
        case .unlabelled(let label): (note, text) = ("unlabelled", label)
        case .commented(let comment): (note, text) = ("commented", comment)
        case .attached(let attachment):
            (note, text, digest) = ("attached", attachment.name, attachment.digest.description)
            size = attachment.size
        case .found, .turned, .expected, .notExpected, .part: return
        }
        let number = try Int.fetchOne(
            database, sql: "SELECT coalesce(max(number), 0) + 1 FROM break_note")
        try database.execute(
            sql: "INSERT INTO break_note VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                number, Words.store(event.breakID).blob, event.at.microseconds,
                event.by?.description, note, text, digest, size,
            ])
        try LogRows.append(.note(number: number ?? 1, event.json.bytes), to: database)
        try mark(event, number ?? 1, database)
    }

    private static func mark(
        _ event: BreakEvent, _ number: Int, _ database: Database
    ) throws {
        let id = Words.store(event.breakID).blob
        try database.execute(
            sql: """
                INSERT INTO break_mark VALUES (?1, NULL, NULL, 0, 0, ?2)
                ON CONFLICT DO UPDATE SET note = ?2
                """, arguments: [id, number])
        switch event.what {
        case .owned(let name):
            try database.execute(
                sql: "UPDATE break_mark SET owner = ?, owner_key = ? WHERE break = ?",
                arguments: [name?.description, name?.key, id])
        case .labelled(let label):
            try database.execute(
                sql: "INSERT OR IGNORE INTO break_label VALUES (?, ?)", arguments: [id, label])
        case .unlabelled(let label):
            try database.execute(
                sql: "DELETE FROM break_label WHERE break = ? AND label = ?",
                arguments: [id, label])
        case .commented:
            try database.execute(
                sql: "UPDATE break_mark SET comments = comments + 1 WHERE break = ?",
                arguments: [id])
        case .attached:
            try database.execute(
                sql: "UPDATE break_mark SET attachments = attachments + 1 WHERE break = ?",
                arguments: [id])
        case .found, .turned, .expected, .notExpected, .part: break
        }
    }

    static func marks(_ id: Hash128, _ database: Database) throws -> BreakMarks? {
        let key = Words.store(id).blob
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM break_mark WHERE break = ?", arguments: [key])
        else { return nil }
        var marks = BreakMarks()
        marks.owner = try Words.readOptional(row, "owner", "break_mark") { ActorName($0) }
        marks.comments = row["comments"]
        marks.attachments = row["attachments"]
        marks.note = row["note"]
        marks.labels = try String.fetchAll(
            database, sql: "SELECT label FROM break_label WHERE break = ? ORDER BY label",
            arguments: [key])
        return marks
    }

    static func facts(_ database: Database) throws -> [BookFact] {
        try Row.fetchAll(database, sql: "SELECT * FROM break_note ORDER BY number").map {
            .note(number: $0["number"], try read($0).json.bytes)
        }
    }

    static func read(_ row: Row) throws -> BreakEvent {
        guard let id = Words.hash(row.bytes("break")) else {
            throw Words.Damage(table: table, column: "break")
        }
        let text = row["text"] as String?
        let what: BreakEvent.What
        switch row["note"] as String {
        case "owned": what = .owned(by: text.flatMap { ActorName($0) })
        case "labelled": what = .labelled(text ?? "")
        case "unlabelled": what = .unlabelled(text ?? "")
        case "attached":
            what = .attached(
                BreakAttachment(
                    digest: try Words.read(row, "digest", table) { ContentDigest(hex: $0) },
                    size: row["size"] ?? 0, name: text ?? ""))
        default: what = .commented(text ?? "")
        }
        return BreakEvent(
            id, at: Instant(microseconds: row["at"]),
            by: try Words.readOptional(row, "actor", table) { ActorName($0) }, what)
    }
}
