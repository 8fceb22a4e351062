package import Engine
import GRDB
import Records

extension BookDatabase {
    package func briefs(
        after place: BookChanges.Place?
    ) throws(EngineError) -> BreakBrief.Changes {
        try read("breaks") { database in
            let now = try BookDatabase.place(database)
            if let place, try BookDatabase.isForward(from: place, database) {
                let briefs = try BookDatabase.briefs(
                    "number > ? AND current = 1", [place.version], database)
                return BreakBrief.Changes(briefs: briefs, place: now, isWhole: false)
            }
            let briefs = try BookDatabase.briefs(
                "current = 1 AND standing IN (0, 1)", [], database)
            return BreakBrief.Changes(briefs: briefs, place: now, isWhole: true)
        }
    }

    static func place(_ database: Database) throws -> BookChanges.Place {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT (SELECT coalesce(max(position), -1) + 1 FROM log_leaf),
                        (SELECT coalesce(max(number), 0) FROM break_version)
                    """))
        return BookChanges.Place(leaves: row?[0] ?? 0, version: row?[1] ?? 0)
    }

    /// Whether versions after the place tell all: an undone run takes earlier ones up again.
    private static func isForward(
        from place: BookChanges.Place, _ database: Database
    ) throws -> Bool {
        try Int.fetchOne(
            database, sql: "SELECT 1 FROM log_leaf WHERE position >= ? AND fact = 'undo' LIMIT 1",
            arguments: [place.leaves]) == nil
    }

    /// By place, not by name: there may be a hundred thousand rows.
    private static func briefs(
        _ condition: String, _ arguments: StatementArguments, _ database: Database
    ) throws -> [BreakBrief] {
        let table = "break_version"
        var briefs: [BreakBrief] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT break, state, leg, currency, amount, occurred_at
                FROM break_version WHERE \(condition)
                """, arguments: arguments)
        while let row = try rows.next() {
            guard let id = Words.hash(row.bytes("break")),
                let state = BookBreak.State(rawValue: row[1]),
                let currency = Currency(row[3] as String),
                let amount = Money(decimal: row[4] as String, currency: currency)
            else { throw Words.Damage(table: table, column: "break, state, currency, amount") }
            briefs.append(
                BreakBrief(
                    id: id, state: state, leg: row[2], amount: amount,
                    occurredAt: (row[5] as Int64?).map { Instant(microseconds: $0) }))
        }
        return briefs
    }
}
