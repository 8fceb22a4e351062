package import Engine
import Foundation
import GRDB
import Ledger
import Matching
package import Records
package import Resolution

extension BookDatabase {
    package func decisions() throws(EngineError) -> [StoredDecision] {
        try read("decisions") { try DecisionRows.fetch($0, "ORDER BY number", []) }
    }

    package func decision(_ number: Int) throws(EngineError) -> StoredDecision? {
        try read("decision") {
            try DecisionRows.fetch($0, "WHERE number = ?", [number]).first
        }
    }

    package func commit(_ unit: DecisionUnit) throws(EngineError) {
        try write("decision") { database in
            try onStep(.facts, .before)
            if let stored = unit.proposed { try DecisionRows.append(stored, database) }
            for step in unit.steps { try DecisionRows.append(step, database) }
            if let applied = unit.applied {
                try EffectRows.append(applied, database)
                try insertBreaks(applied.versions, database)
                if let close = applied.close { try DecisionRows.append(close, database) }
            }
            try onStep(.facts, .after)
            try onStep(.leaves, .before)
            for fact in BookDatabase.facts(of: unit) { try LogRows.append(fact, to: database) }
            if let applied = unit.applied {
                for entry in applied.postings {
                    try JournalRows.append(
                        entry, cause: "decision \(applied.decision)", to: database)
                }
            }
            try onStep(.leaves, .after)
        }
        try publish()
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
                for row in try Row.fetchAll(
                    database, sql: "SELECT * FROM break_part WHERE break = ?",
                    arguments: [Words.store(id).blob])
                {
                    let money = try Words.money(row, "break_part")
                    sums[id] = sums[id].map { $0 + money } ?? money
                }
            }
            return sums
        }
    }

    package func standingRules() throws(EngineError) -> [StandingRule] {
        try read("rules") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM standing_rule WHERE ended_by IS NULL ORDER BY decision, line
                    """
            ).map { try EffectRows.rule($0) }
        }
    }

    package func expectations() throws(EngineError) -> [BookExpectation] {
        try read("expectations") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM expectation WHERE ended_by IS NULL ORDER BY break, decision
                    """
            ).map { row in
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
            let items = try Int64.fetchAll(
                database, sql: "SELECT entry FROM open_item WHERE leaving LIKE 'decision %'")
            return Set(items.map { Words.entry($0) })
        }
    }

    package func returned() throws(EngineError) -> [OpenItem.Place] {
        try read("returned entries") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT leg, side, entry FROM returned WHERE run IS NULL
                    ORDER BY leg, side, entry
                    """
            ).map { row in
                guard let side = Side(rawValue: row["side"]) else {
                    throw Words.Damage(table: "returned", column: "side")
                }
                return OpenItem.Place(
                    leg: row["leg"], side: side, entry: Words.entry(row["entry"]))
            }
        }
    }

    package func outbox() throws(EngineError) -> [OutboxItem] {
        try read("outbox") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM outbox ORDER BY decision, key").map {
                try EffectRows.instruction($0)
            }
        }
    }

    package func closes() throws(EngineError) -> [PeriodCloseFact] {
        try read("closes") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM period_close ORDER BY number").map {
                PeriodCloseFact(
                    number: $0["number"], through: try Words.day($0, "through", "period_close"),
                    at: Instant(microseconds: $0["at"]), maker: $0["maker"],
                    checker: $0["checker"], run: $0["run"])
            }
        }
    }

    package func closedThrough() throws(EngineError) -> Day? {
        try closes().map(\.through).max()
    }

    package func breakIDs(beginning digits: String) throws(EngineError) -> [Hash128] {
        let folded = digits.uppercased()
        guard folded.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
        else { return [] }
        return try read("breaks") { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT break FROM break_version
                    WHERE current = 1 AND substr(hex(break), 1, ?) = ? LIMIT 3
                    """, arguments: [folded.utf8.count, folded]
            ).compactMap { Words.hash([UInt8]($0)) }
        }
    }
}
