package import Engine
import GRDB
import Records

extension BookDatabase {
    package func commit(_ reveal: RevealFact) throws(EngineError) {
        try write("reveal") { database in
            var fact = reveal
            fact.number =
                try Int.fetchOne(
                    database, sql: "SELECT coalesce(max(number), 0) + 1 FROM reveal") ?? 1
            try database.execute(
                sql: "INSERT INTO reveal VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    fact.number, fact.at.microseconds, fact.actor, fact.reason,
                    fact.entries.map { "\($0)" }.joined(separator: " "),
                ])
            try LogRows.append(.revealed(fact), to: database)
        }
        try publish()
    }

    package func reveals() throws(EngineError) -> [RevealFact] {
        try read("reveals") { database in
            try SQLRequest<Row>(sql: "SELECT * FROM reveal ORDER BY number", cached: true)
                .fetchAll(database).map { row in
                    let names = (row["entries"] as String).split(separator: " ")
                    let entries = names.compactMap { EntryID(String($0)) }
                    guard entries.count == names.count else {
                        throw Words.Damage(
                            table: "reveal", column: "entries", row: "\(row["number"] as Int)")
                    }
                    return RevealFact(
                        number: row["number"], at: Instant(microseconds: row["at"]),
                        actor: row["actor"], reason: row["reason"], entries: entries)
                }
        }
    }
}
