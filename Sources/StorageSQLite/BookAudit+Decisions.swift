import Engine
import Foundation
import GRDB
import Records
import Resolution

extension BookAudit {
    /// What follows from decisions is what their effects say: rules, expectations, parts and
    /// instructions; and the evidence has the digest that the decision names.
    mutating func decisions() throws(EngineError) {
        var voided: Set<DecisionEffect.Pair> = []
        var rules: [StandingRule] = []
        var instructions: [Instruction] = []
        var expectations: [String] = []
        var parts: [String] = []
        for stored in try book.decisions(DecisionFilter()) {
            let number = stored.number
            if let key = try makerKey(number), key != stored.decision.maker.key {
                add(
                    .fact, "decision \(number), maker", found: key,
                    expected: stored.decision.maker.key)
            }
            let evidence = stored.decision.evidence
            let digest = Digest.sha256(evidence.bytes)
            if digest != evidence.digest.description {
                add(
                    .fact, "decision \(number), evidence", found: digest,
                    expected: evidence.digest.description)
            }
            guard let effect = stored.effect else { continue }
            if effect.amounts != stored.amounts {
                add(
                    .fact, "decision \(number), amounts", found: "\(stored.amounts)",
                    expected: "\(effect.amounts)")
            }
            voided.formUnion(effect.voided)
            voided.subtract(effect.restored)
            rules += effect.rules
            instructions += effect.instructions
            for turn in effect.turns {
                let id = turn.breakID.hex
                switch turn.what {
                case .expected(let until, let decision):
                    expectations.append("\(id) \(decision) \(until.map { "\($0)" } ?? "")")
                case .part(let amount, _): parts.append("\(id) \(number) \(amount)")
                default: break
                }
            }
        }
        compare("voided_match", try apart(), voided.map { "\($0)" })
        try stepNumbers()
        compare("standing_rule", try standing(), rules.map { "\($0)" })
        compare(
            "outbox", try book.outbox().map { "\($0.instruction)" }, instructions.map { "\($0)" })
        compare("expectation", try expected(), expectations)
        compare("break_part", try settledParts(), parts)
    }

    /// Steps are numbered in the order they were taken, and none is ever deleted.
    private mutating func stepNumbers() throws(EngineError) {
        let steps = try book.read("decision steps") { database in
            try Row.fetchAll(
                database, sql: "SELECT number, decision FROM decision_step ORDER BY number"
            ).map { (number: $0["number"] as Int, decision: $0["decision"] as Int) }
        }
        var missing = Set(1...max(1, steps.count)).subtracting(steps.map(\.number)).sorted()[...]
        for step in steps where !(1...steps.count).contains(step.number) {
            add(
                .fact, "decision \(step.decision), decision_step", found: "\(step.number)",
                expected: missing.popFirst().map(String.init) ?? "")
        }
    }

    /// Two lists, whatever their order; what one lacks is named.
    private mutating func compare(_ place: String, _ found: [String], _ expected: [String]) {
        for item in Set(found).subtracting(expected).sorted().prefix(20) {
            add(.fact, place, found: item, expected: "")
        }
        for item in Set(expected).subtracting(found).sorted().prefix(20) {
            add(.fact, place, found: "", expected: item)
        }
        if Set(found) == Set(expected), found.count != expected.count {
            add(.fact, place, found: "\(found.count)", expected: "\(expected.count)")
        }
    }

    private func makerKey(_ number: Int) throws(EngineError) -> String? {
        try book.read("decision") { database in
            try String.fetchOne(
                database, sql: "SELECT maker_key FROM decision WHERE number = ?",
                arguments: [number])
        }
    }

    private func apart() throws(EngineError) -> [String] {
        try book.read("voided matches") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM voided_match WHERE voided_by LIKE 'decision %'"
            ).map {
                let pair = DecisionEffect.Pair(
                    run: $0["run"], left: Words.entry($0["left"]), right: Words.entry($0["right"]))
                return "\(pair)"
            }
        }
    }

    private func standing() throws(EngineError) -> [String] {
        try book.read("rules") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM standing_rule").map {
                "\(try EffectRows.rule($0))"
            }
        }
    }

    private func expected() throws(EngineError) -> [String] {
        try book.read("expectations") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM expectation").map { row in
                let id = Words.hash(row.bytes("break"))?.hex ?? ""
                let until = try Words.optionalDay(row, "until", "expectation").map { "\($0)" } ?? ""
                return "\(id) \(row["decision"] as Int) \(until)"
            }
        }
    }

    private func settledParts() throws(EngineError) -> [String] {
        try book.read("parts") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM break_part").map { row in
                let id = Words.hash(row.bytes("break"))?.hex ?? ""
                let money = try Words.money(row, "break_part")
                return "\(id) \(row["decision"] as Int) \(money)"
            }
        }
    }
}
