package import Engine
import Foundation
import GRDB
import Ledger
import Matching
package import Records
package import Resolution

extension BookDatabase {
    package func decisions(_ filter: DecisionFilter) throws(EngineError) -> [StoredDecision] {
        try read("decisions") { database in
            let (condition, arguments) = DecisionRows.condition(filter)
            return try DecisionRows.fetch(database, condition, arguments)
        }
    }

    package func decision(_ number: Int) throws(EngineError) -> StoredDecision? {
        try read("decision") {
            try DecisionRows.fetch($0, "WHERE number = ?", [number]).first
        }
    }

    package func commit(
        _ units: [DecisionUnit], notes: [BreakEvent]
    ) throws(EngineError) {
        try write("decision") { database in
            try onStep(.facts, .before)
            for unit in units { try insert(unit, database) }
            try onStep(.facts, .after)
            try onStep(.leaves, .before)
            for unit in units { try insertLeaves(of: unit, database) }
            for event in notes { try NoteRows.append(event, database) }
            try onStep(.leaves, .after)
        }
        try publish()
    }

    private func insert(_ unit: DecisionUnit, _ database: Database) throws {
        if let stored = unit.proposed { try DecisionRows.append(stored, database) }
        for step in unit.steps { try DecisionRows.append(step, database) }
        guard let applied = unit.applied else { return }
        try EffectRows.append(applied, database)
        try insertBreaks(applied.versions, database)
        if let close = applied.close { try DecisionRows.append(close, database) }
    }

    private func insertLeaves(of unit: DecisionUnit, _ database: Database) throws {
        for fact in BookDatabase.facts(of: unit) { try LogRows.append(fact, to: database) }
        guard let applied = unit.applied else { return }
        for entry in applied.postings {
            try JournalRows.append(entry, cause: "decision \(applied.decision)", to: database)
        }
    }

    private static func facts(of unit: DecisionUnit) -> [BookFact] {
        var facts: [BookFact] = []
        if let decision = unit.proposed?.decision {
            facts.append(.decision(number: decision.number, decision.json.bytes))
        }
        facts += unit.steps.map {
            .decision(
                number: $0.decision, $0.step.json(of: $0.decision, at: $0.at).bytes)
        }
        if let applied = unit.applied {
            facts.append(
                .decision(
                    number: applied.decision, applied.effect.json(of: applied.decision).bytes))
            if let close = applied.close { facts.append(.close(close)) }
        }
        return facts
    }

    /// Every decision, its steps and what it did, from their rows.
    func decisionFacts() throws(EngineError) -> [BookFact] {
        try read("decisions") { database in
            var facts: [BookFact] = []
            for stored in try DecisionRows.fetch(database, "ORDER BY number", []) {
                let number = stored.number
                facts.append(.decision(number: number, stored.decision.json.bytes))
                for step in try DecisionRows.steps(database, number) {
                    facts.append(
                        .decision(
                            number: number, step.step.json(of: number, at: step.at).bytes))
                }
                if let bytes = stored.effectBytes {
                    facts.append(.decision(number: number, bytes))
                }
            }
            return facts
        }
    }

    // MARK: What follows from decisions

    package func settled(_ breaks: [Hash128]) throws(EngineError) -> [Hash128: Money] {
        try read("parts") { database in
            var sums: [Hash128: Money] = [:]
            for id in breaks {
                for row in try SQLRequest<Row>(
                    sql: "SELECT * FROM break_part WHERE break = ?",
                    arguments: [Words.store(id).blob], cached: true
                ).fetchAll(database) {
                    let money = try Words.money(row, "break_part")
                    sums[id] = sums[id].map { $0 + money } ?? money
                }
            }
            return sums
        }
    }

    package func standingRules() throws(EngineError) -> [StandingRule] {
        try read("rules") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT * FROM standing_rule WHERE ended_by IS NULL ORDER BY decision, line
                    """, cached: true
            ).fetchAll(database).map { try EffectRows.rule($0) }
        }
    }

    package func expectations() throws(EngineError) -> [BookExpectation] {
        try read("expectations") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT * FROM expectation WHERE ended_by IS NULL ORDER BY break, decision
                    """, cached: true
            ).fetchAll(database).map { row in
                guard let id = Words.hash(row.bytes("break")) else {
                    throw Words.Damage(table: "expectation", column: "break")
                }
                return BookExpectation(
                    breakID: id, until: try Words.optionalDay(row, "until", "expectation"),
                    decision: row["decision"])
            }
        }
    }

    package func decidedEntries() throws(EngineError) -> Set<EntryID> {
        try read("decided entries") { database in
            let items = try SQLRequest<Int64>(
                sql: "SELECT entry FROM open_item WHERE leaving LIKE 'decision %'", cached: true
            ).fetchAll(database)
            return Set(items.map { Words.entry($0) })
        }
    }

    package func decidedItems() throws(EngineError) -> [OpenItem] {
        try read("decided items") { database in
            // What a run left by a rule is no more where that run was undone.
            try SQLRequest<Row>(
                sql: """
                    SELECT open_item.* FROM open_item JOIN run ON run.number = opened_in
                    WHERE leaving LIKE 'decision %' AND undone_at IS NULL
                    ORDER BY leg, side, entry
                    """, cached: true
            ).fetchAll(database).map { try BookDatabase.openItem($0) }
        }
    }

    package func returned() throws(EngineError) -> [OpenItem.Place] {
        try read("returned entries") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT leg, side, entry FROM returned
                    WHERE run IS NULL AND ended_by IS NULL
                    ORDER BY leg, side, entry
                    """, cached: true
            ).fetchAll(database).map { row in
                guard
                    let side = UInt8(exactly: row["side"] as Int64).flatMap({ Side(rawValue: $0) })
                else { throw Words.Damage(table: "returned", column: "side") }
                return OpenItem.Place(
                    leg: row["leg"], side: side, entry: Words.entry(row["entry"]))
            }
        }
    }

    package func outbox() throws(EngineError) -> [OutboxItem] {
        try read("outbox") { database in
            try SQLRequest<Row>(sql: "SELECT * FROM outbox ORDER BY decision, key", cached: true)
                .fetchAll(database).map {
                    try EffectRows.instruction($0)
                }
        }
    }

    package func closes() throws(EngineError) -> [PeriodCloseFact] {
        try read("closes") { database in
            let table = "period_close"
            return try SQLRequest<Row>(
                sql: "SELECT * FROM period_close ORDER BY number", cached: true
            ).fetchAll(database).map { row in
                try Words.reading(row["number"], of: table) {
                    PeriodCloseFact(
                        number: row["number"], through: try Words.day(row, "through", table),
                        at: Instant(microseconds: row["at"]), maker: row["maker"],
                        checker: row["checker"], run: row["run"])
                }
            }
        }
    }

    package func closedThrough() throws(EngineError) -> Day? {
        try closes().map(\.through).max()
    }

    package func breakIDs(beginning digits: String) throws(EngineError) -> [Hash128] {
        let known = digits.lowercased()
        // 32 digits make an id: the smallest and the largest one that begin so.
        func filled(_ digit: Character) -> Hash128? {
            let missing = max(0, 32 - known.utf8.count)
            return Words.hash(hex: known + String(repeating: digit, count: missing))
        }
        guard let first = filled("0"), let last = filled("f") else { return [] }
        return try read("breaks") { database in
            try SQLRequest<Data>(
                sql: """
                    SELECT break FROM break_version
                    WHERE current = 1 AND break BETWEEN ? AND ? ORDER BY break LIMIT 3
                    """, arguments: [Words.store(first).blob, Words.store(last).blob], cached: true
            ).fetchAll(database).compactMap { Words.hash([UInt8]($0)) }
        }
    }
}
