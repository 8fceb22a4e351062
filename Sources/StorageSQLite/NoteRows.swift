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
        var (text, digest): (String?, String?)
        switch event.what {
        case .owned(let name): (note, text) = ("owned", name?.description)
        case .labelled(let label): (note, text) = ("labelled", label)
        case .unlabelled(let label): (note, text) = ("unlabelled", label)
        case .commented(let comment): (note, text) = ("commented", comment)
        case .attached(let attachment):
            (note, text, digest) = ("attached", attachment.name, attachment.digest.description)
        case .found, .turned, .expected, .notExpected, .part: return
        }
        let number = try Int.fetchOne(
            database, sql: "SELECT coalesce(max(number), 0) + 1 FROM break_note")
        try database.execute(
            sql: "INSERT INTO break_note VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                number, Words.store(event.breakID).blob, event.at.microseconds,
                event.by?.description, note, text, digest,
            ])
        try LogRows.append(.note(number: number ?? 1, event.json.bytes), to: database)
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
                    name: text ?? ""))
        default: what = .commented(text ?? "")
        }
        return BreakEvent(
            id, at: Instant(microseconds: row["at"]),
            by: try Words.readOptional(row, "actor", table) { ActorName($0) }, what)
    }
}
