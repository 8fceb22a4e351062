import Ledger
import Matching
import Records

extension DecisionEffect {
    /// What a leaf says of what a decision did. Its postings are leaves of their own.
    package func json(of decision: Int) -> CanonicalJSON {
        .object([
            "fact": .string("decision_effect"),
            "number": .integer(Int64(decision)),
            "leaving": .array(leaving.map(\.json)),
            "returning": .array(returning.map(\.json)),
            "voided": .array(voided.map(\.json)),
            "restored": .array(restored.map(\.json)),
            "turns": .array(
                turns.map {
                    .object(["break": .string($0.breakID.hex), "what": $0.what.json])
                }),
            "postings": .integer(Int64(postings.count)),
            "reversed": .array(reversed.map { .integer(Int64($0)) }),
            "instructions": .array(instructions.map(\.json)),
            "cancelled": .strings(cancelled),
            "rules": .array(rules.map(\.json)),
            "ended": .array(ended.map(\.json)),
            "amounts": .array(amounts.map { .money($0) }),
        ])
    }
}

extension DecisionEffect.Leaving {
    fileprivate var json: CanonicalJSON {
        .object([
            "leg": .string(leg), "side": .string(side == .left ? "left" : "right"),
            "entry": .string(entry.description), "as": .string(exit.rawValue),
        ])
    }
}

extension DecisionEffect.Pair {
    fileprivate var json: CanonicalJSON {
        .object([
            "run": .integer(Int64(run)), "left": .string(left.description),
            "right": .string(right.description),
        ])
    }
}

extension Instruction {
    package var json: CanonicalJSON {
        .object([
            "kind": .string(kind.rawValue), "key": .string(key),
            "decision": .integer(Int64(decision)), "break": .string(breakID.hex),
            "channel": .string(channel.description), "amount": .money(amount),
            "order": .optional(orderReference), "channel_reference": .optional(channelReference),
        ])
    }
}

extension StandingRule {
    package var json: CanonicalJSON {
        var members: [String: CanonicalJSON] = ["decision": .integer(Int64(decision))]
        switch what {
        case .ignored(let identity, let rule):
            members["rule"] = .string("ignored")
            members["identity"] = .string(identity.hex)
            members["name"] = .string(rule)
        case .notADuplicate(let identity):
            members["rule"] = .string("not_a_duplicate")
            members["identity"] = .string(identity.hex)
        case .apart(let left, let right):
            members["rule"] = .string("apart")
            members["left"] = .string(left.hex)
            members["right"] = .string(right.hex)
        case .refundExpected(let amount, let order, let channel):
            members["rule"] = .string("refund_expected")
            members["amount"] = .money(amount)
            members["order"] = .optional(order)
            members["channel_reference"] = .optional(channel)
        }
        return .object(members)
    }
}
