package import Engine
import Foundation
import GRDB
import Matching
package import Records

extension BookDatabase {
    package func runs() throws(EngineError) -> [RunFact] {
        try read("runs") {
            try BookDatabase.runs($0, "WHERE undone_at IS NULL ORDER BY number", [])
        }
    }

    package func runs(numbers: Set<Int>) throws(EngineError) -> [RunFact] {
        try read("runs") { database in
            try numbers.sorted().flatMap { number in
                try BookDatabase.runs(
                    database, "WHERE number = ? AND undone_at IS NULL", [number])
            }
        }
    }

    package func lastRun() throws(EngineError) -> RunFact? {
        try read("run") {
            try BookDatabase.runs(
                $0, "WHERE undone_at IS NULL ORDER BY number DESC LIMIT 1", []
            ).first
        }
    }

    static func runs(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [RunFact] {
        try SQLRequest<Row>(
            sql: """
                SELECT number, at, actor, definition, through, plan, verdict, statement_digest,
                    legs, cut_off, matches, match_count, open_digest, open_count, break_digest,
                    break_count
                FROM run \(condition)
                """, arguments: arguments, cached: true
        ).fetchAll(database).map { row in
            try Words.reading(row["number"], of: "run") { try runFact(row) }
        }
    }

    private static func runFact(_ row: Row) throws -> RunFact {
        var fact = RunFact(
            number: row["number"], at: Instant(microseconds: row["at"]), actor: row["actor"],
            definition: row["definition"], through: try Words.day(row, "through", "run"),
            plan: row["plan"],
            verdict: try Words.read(row, "verdict", "run", Words.verdict),
            statement: row["statement_digest"], openItems: row["open_digest"],
            breaks: row["break_digest"])
        fact.legs = RunLeg.read(row["legs"])
        fact.cutOffSeconds = row["cut_off"]
        fact.matches = row["matches"]
        fact.matchCount = row["match_count"]
        fact.openCount = row["open_count"]
        fact.breakCount = row["break_count"]
        return fact
    }

    package func statementJSON(ofRun number: Int) throws(EngineError) -> [UInt8]? {
        try read("statement") { database in
            try SQLRequest<Row>(
                sql: "SELECT statement FROM run WHERE number = ?", arguments: [number], cached: true
            ).fetchOne(database)?.bytes("statement")
        }
    }

    package func reasons(ofRun number: Int) throws(EngineError) -> [StatementReason] {
        let bytes = try statementJSON(ofRun: number) ?? []
        let value = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        guard let reasons = value?["reasons"] as? [[String: Any]] else {
            throw .book(.database(operation: "statement", reason: "run \(number): reasons"))
        }
        return reasons.compactMap { reason in
            (reason["reason"] as? String).map {
                StatementReason(
                    name: $0, from: (reason["from"] as? String).flatMap { Day($0) })
            }
        }
    }

    package func runs(taking statements: Set<Int>) throws(EngineError) -> [RunFact] {
        let numbers = try read("taken") { database in
            var numbers: Set<Int> = []
            for statement in statements {
                numbers.formUnion(
                    try SQLRequest<Int>(
                        sql: "SELECT run FROM taken WHERE statement = ?",
                        arguments: [statement], cached: true
                    ).fetchAll(database))
            }
            return numbers
        }
        return try runs(numbers: numbers)
    }

    package func taken() throws(EngineError) -> [Int: Instant] {
        try read("taken") { database in
            var taken: [Int: Instant] = [:]
            for row in try SQLRequest<Row>(
                sql: """
                    SELECT taken.statement, max(taken.through) AS through FROM taken
                    JOIN run ON run.number = taken.run WHERE run.undone_at IS NULL
                    GROUP BY taken.statement
                    """, cached: true
            ).fetchAll(database) {
                taken[row["statement"]] = Instant(microseconds: row["through"])
            }
            return taken
        }
    }

    package func openItems() throws(EngineError) -> [OpenItem] {
        try read("open items") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT * FROM open_item WHERE closed_in IS NULL ORDER BY leg, side, entry
                    """, cached: true
            ).fetchAll(database).map { try BookDatabase.openItem($0) }
        }
    }

    package func dueItemCount() throws(EngineError) -> Int {
        try read("open items") { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM open_item
                    WHERE closed_in IS NULL AND class <> '\(EntryClass.expected.name)'
                    """) ?? 0
        }
    }

    static func openItem(_ row: Row) throws -> OpenItem {
        guard let side = UInt8(exactly: row["side"] as Int64).flatMap({ Side(rawValue: $0) }),
            let breakID = Words.hash(row.bytes("break"))
        else { throw Words.Damage(table: "open_item", column: "side, break") }
        return OpenItem(
            leg: row["leg"], side: side, entry: Words.entry(row["entry"]),
            entryClass: try Words.read(row, "class", "open_item", Words.entryClass),
            amount: try Words.money(row, "open_item"), breakID: breakID, since: row["since"],
            leaving: try Words.readOptional(row, "leaving", "open_item") {
                OpenItem.Leaving($0)
            })
    }

    package func deferred() throws(EngineError) -> [EntryID] {
        try read("deferred") { database in
            try SQLRequest<Int64>(
                sql: "SELECT entry FROM deferred WHERE ended_in IS NULL ORDER BY entry",
                cached: true
            ).fetchAll(database).map { Words.entry($0) }
        }
    }

    package func commit(_ unit: RunUnit) throws(EngineError) {
        let fact = unit.fact
        if !unit.matches.isEmpty {
            try step(.matches) { try sealMatches(unit.matches, run: fact.number) }
        }
        try write("run") { database in
            try onStep(.facts, .before)
            try insert(fact, unit.statement, database)
            try insertItems(unit, database)
            try insertBreaks(unit.breaks, database)
            try onStep(.facts, .after)
            try onStep(.leaves, .before)
            try LogRows.append(.run(fact), to: database)
            for entry in unit.postings {
                try JournalRows.append(entry, cause: "run \(fact.number)", to: database)
            }
            try onStep(.leaves, .after)
        }
        try publish()
    }

    private func insert(_ fact: RunFact, _ statement: [UInt8], _ database: Database) throws {
        try database.executeCached(
            sql: """
                INSERT INTO run
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)
                """,
            arguments: [
                fact.number, fact.at.microseconds, fact.actor, fact.definition,
                fact.through.number, fact.plan, fact.verdict.name, fact.statement,
                statement.blob, RunLeg.text(fact.legs), fact.cutOffSeconds, fact.matches,
                fact.matchCount, fact.openItems, fact.openCount, fact.breaks, fact.breakCount,
            ])
    }

    private func insertItems(_ unit: RunUnit, _ database: Database) throws {
        let number = unit.fact.number
        let close = try database.makeStatement(
            sql: """
                UPDATE open_item SET closed_in = ?
                WHERE leg = ? AND side = ? AND entry = ? AND closed_in IS NULL
                """)
        for place in unit.closed {
            try close.execute(arguments: [
                number, place.leg, place.side.rawValue, Words.store(place.entry),
            ])
        }
        let open = try database.makeStatement(
            sql: "INSERT INTO open_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)")
        for item in unit.opened {
            try open.execute(arguments: [
                item.leg, item.side.rawValue, Words.store(item.entry), number, item.since,
                item.entryClass.name, Words.store(item.breakID).blob,
                String(item.amount.units), item.amount.scale, item.amount.currency.description,
                item.leaving?.text,
            ])
        }
        for place in unit.returned {
            try database.executeCached(
                sql: """
                    UPDATE returned SET run = ?
                    WHERE leg = ? AND side = ? AND entry = ? AND run IS NULL
                        AND ended_by IS NULL
                    """,
                arguments: [number, place.leg, place.side.rawValue, Words.store(place.entry)])
        }
        for (statement, through) in unit.taken {
            try database.executeCached(
                sql: "INSERT INTO taken VALUES (?, ?, ?)",
                arguments: [statement, number, through.microseconds])
        }
        for old in unit.supersessions {
            try database.executeCached(
                sql: "UPDATE supersession SET run = ? WHERE old = ?",
                arguments: [number, Words.store(old)])
        }
        for place in unit.voided {
            try database.executeCached(
                sql: "INSERT INTO voided_match VALUES (?, ?, ?, ?)",
                arguments: [
                    place.run, Words.store(place.left), Words.store(place.right), "run \(number)",
                ])
        }
        for entry in unit.deferred {
            try database.executeCached(
                sql: "INSERT INTO deferred VALUES (?, ?, NULL)",
                arguments: [Words.store(entry), number])
        }
        for entry in unit.undeferred {
            try database.executeCached(
                sql: "UPDATE deferred SET ended_in = ? WHERE entry = ? AND ended_in IS NULL",
                arguments: [number, Words.store(entry)])
        }
    }

    // MARK: Undo

    /// Takes back what the run changed: nothing of it is deleted, it is marked as undone.
    package func undo(run number: Int, at: Instant, actor: String) throws(EngineError) {
        try write("undo") { database in
            try onStep(.facts, .before)
            try database.executeCached(
                sql: "UPDATE run SET undone_at = ?, undone_by = ? WHERE number = ?",
                arguments: [at.microseconds, actor, number])
            // Items of the run end in it, those that it closed are open again.
            try database.executeCached(
                sql: "UPDATE open_item SET closed_in = ?1 WHERE opened_in = ?1",
                arguments: [number])
            try database.executeCached(
                sql: """
                    UPDATE open_item SET closed_in = NULL
                    WHERE closed_in = ?1 AND opened_in <> ?1
                    """,
                arguments: [number])
            try database.executeCached(
                sql: "UPDATE supersession SET run = NULL WHERE run = ?", arguments: [number])
            try database.executeCached(
                sql: "UPDATE returned SET run = NULL WHERE run = ?", arguments: [number])
            try database.executeCached(
                sql: "DELETE FROM voided_match WHERE voided_by = ?", arguments: ["run \(number)"])
            try database.executeCached(
                sql: "UPDATE deferred SET ended_in = run WHERE run = ?", arguments: [number])
            try database.executeCached(
                sql: "UPDATE deferred SET ended_in = NULL WHERE ended_in = ? AND run <> ended_in",
                arguments: [number])
            try BreakRows.undo(run: number, database)
            try onStep(.facts, .after)
            try onStep(.leaves, .before)
            try LogRows.append(
                .undo(UndoFact(run: number, at: at, actor: actor)), to: database)
            try JournalRows.reverse(cause: "run \(number)", as: "undo \(number)", database)
            try onStep(.leaves, .after)
        }
        try publish()
    }
}
