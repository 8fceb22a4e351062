import Foundation
import Ledger
import Matching
import Records
import Resolution

/// Reads what a decision did back from its canonical bytes. Its postings stand in the journal.
enum EffectReader {
    private static let table = "decision_effect"

    static func effect(_ bytes: [UInt8]) throws -> DecisionEffect {
        guard
            let value = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { throw damage("bytes") }
        var effect = DecisionEffect()
        effect.leaving = try list(value, "leaving").map { try leaving($0) }
        effect.returning = try list(value, "returning").map { try leaving($0) }
        effect.voided = try list(value, "voided").map { try pair($0) }
        effect.restored = try list(value, "restored").map { try pair($0) }
        effect.turns = try list(value, "turns").compactMap { try turn($0) }
        effect.instructions = try list(value, "instructions").map { try instruction($0) }
        effect.rules = try list(value, "rules").map { try rule($0) }
        effect.ended = try list(value, "ended").map { try rule($0) }
        effect.amounts = try (value["amounts"] as? [String] ?? []).map { text in
            guard let money = DecisionRows.money(text) else { throw damage("amounts") }
            return money
        }
        effect.cancelled = value["cancelled"] as? [String] ?? []
        effect.reversed = value["reversed"] as? [Int] ?? []
        return effect
    }

    private static func damage(_ column: String) -> Words.Damage {
        Words.Damage(table: table, column: column)
    }

    private static func list(
        _ value: [String: Any], _ name: String
    ) throws -> [[String: Any]] {
        guard let list = value[name] as? [[String: Any]] else { throw damage(name) }
        return list
    }

    private static func read<Value>(
        _ value: [String: Any], _ name: String, _ parse: (String) -> Value?
    ) throws -> Value {
        guard let text = value[name] as? String, let found = parse(text) else {
            throw damage(name)
        }
        return found
    }

    private static func number(_ value: [String: Any], _ name: String) throws -> Int {
        guard let number = value[name] as? Int else { throw damage(name) }
        return number
    }

    private static func leaving(_ value: [String: Any]) throws -> DecisionEffect.Leaving {
        DecisionEffect.Leaving(
            leg: try read(value, "leg") { $0 },
            side: try read(value, "side") { $0 == "left" ? .left : .right },
            try read(value, "entry") { EntryID($0) },
            try read(value, "as") { DecisionEffect.Exit(rawValue: $0) })
    }

    private static func pair(_ value: [String: Any]) throws -> DecisionEffect.Pair {
        DecisionEffect.Pair(
            run: try number(value, "run"), left: try read(value, "left") { EntryID($0) },
            right: try read(value, "right") { EntryID($0) })
    }

    /// Only what can be taken back is read.
    private static func turn(_ value: [String: Any]) throws -> DecisionEffect.Turn? {
        let id = try read(value, "break", Words.hash(hex:))
        guard let what = value["what"] as? [String: Any] else { throw damage("what") }
        switch try read(what, "event", { $0 }) {
        case "decided": return .init(id, .turned(.decided(try number(what, "decision"))))
        case "unmatched":
            return .init(id, .turned(.unmatched(decision: try number(what, "decision"))))
        case "part":
            return .init(
                id,
                .part(
                    try read(what, "amount", DecisionRows.money),
                    decision: try number(what, "decision")))
        case "expected":
            return .init(
                id,
                .expected(
                    until: (what["until"] as? String).flatMap { Day($0) },
                    decision: try number(what, "decision")))
        default: return nil
        }
    }

    private static func instruction(_ value: [String: Any]) throws -> Instruction {
        Instruction(
            try read(value, "kind") { Instruction.Kind(rawValue: $0) },
            decision: try number(value, "decision"),
            breakID: try read(value, "break", Words.hash(hex:)),
            channel: try read(value, "channel") { AccountLabel($0) },
            amount: (value["amount"] as? String).flatMap(DecisionRows.money),
            orderReference: value["order"] as? String,
            channelReference: value["channel_reference"] as? String,
            key: try read(value, "key") { $0 })
    }

    private static func rule(_ value: [String: Any]) throws -> StandingRule {
        let what: StandingRule.What
        switch try read(value, "rule", { $0 }) {
        case "ignored":
            what = .ignored(
                try read(value, "identity", Words.hash(hex:)), rule: try read(value, "name") { $0 })
        case "not_a_duplicate": what = .notADuplicate(try read(value, "identity", Words.hash(hex:)))
        case "apart":
            what = .apart(
                left: try read(value, "left", Words.hash(hex:)),
                right: try read(value, "right", Words.hash(hex:)))
        default:
            what = .refundExpected(
                amount: try read(value, "amount", DecisionRows.money),
                orderReference: value["order"] as? String,
                channelReference: value["channel_reference"] as? String)
        }
        return StandingRule(decision: try number(value, "decision"), what)
    }
}
