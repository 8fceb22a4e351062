package import Engine
import GRDB
import Matching
package import Records

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

    package func briefs(
        resolved: Bool, limit: Int
    ) throws(EngineError) -> [BreakBrief] {
        try read("breaks") { database in
            try BookDatabase.briefs(
                """
                number IN (SELECT number FROM break_version WHERE current = 1
                    AND standing \(resolved ? "= 2" : "IN (0, 1, 2)")
                    ORDER BY standing, time_key, break LIMIT ?)
                """, [limit], database)
        }
    }

    package func breakIDs(
        mentioning text: String, standing: BreakFilter.Standing
    ) throws(EngineError) -> Set<Hash128> {
        var filter = BreakFilter()
        filter.standing = standing
        let query = BreakQuery(filter)
        let columns = [
            "reference", "left_reference", "right_reference", "explanation_zh_cn",
            "explanation_zh_tw", "explanation_en",
        ]
        let any = columns.map { "instr(lower(\($0)), ?1) > 0" }.joined(separator: " OR ")
        return try read("breaks") { database in
            let found = try Row.fetchCursor(
                database,
                sql: """
                    SELECT break FROM break_version
                    WHERE \(query.condition) AND (substr(lower(hex(break)), 1, length(?1)) = ?1
                        OR \(any))
                    """, arguments: [text])
            var ids: Set<Hash128> = []
            while let row = try found.next() {
                guard let id = Words.hash(row.bytes("break")) else {
                    throw Words.Damage(table: "break_version", column: "break")
                }
                ids.insert(id)
            }
            return ids
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
        let classes = Dictionary(uniqueKeysWithValues: EntryClass.allCases.map { ($0.name, $0) })
        var briefs: [BreakBrief] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT break, state, leg, class, severity, currency, amount,
                    coalesce(left_amount, right_amount), left_entry IS NOT NULL,
                    right_entry IS NOT NULL, occurred_at
                FROM break_version WHERE \(condition)
                """, arguments: arguments)
        while let row = try rows.next() {
            guard let id = Words.hash(row.bytes("break")),
                let state = BookBreak.State(rawValue: row[1]), let entryClass = classes[row[3]],
                let severity = Words.severity(row[4]), let currency = Currency(row[5] as String),
                let amount = Money(decimal: row[6] as String, currency: currency)
            else { throw Words.Damage(table: table, column: "") }
            let own = try (row[7] as String?).map { try BookDatabase.money($0, table) }
            briefs.append(
                BreakBrief(
                    id: id, state: state, leg: row[2], entryClass: entryClass, severity: severity,
                    amount: amount, own: own ?? amount, hasLeft: row[8], hasRight: row[9],
                    occurredAt: (row[10] as Int64?).map { Instant(microseconds: $0) }))
        }
        return briefs
    }

    private static func money(_ text: String, _ table: String) throws -> Money {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let currency = Currency(parts[1]),
            let money = Money(decimal: parts[0], currency: currency)
        else { throw Words.Damage(table: table, column: "left_amount, right_amount") }
        return money
    }
}
