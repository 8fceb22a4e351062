package import Ledger
package import Records

extension Decision {
    /// What a leaf of the log says of the decision; of the evidence its digest.
    package var json: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "fact": .string("decision"),
            "number": .integer(Int64(number)),
            "kind": .string(kind.name.rawValue),
            "breaks": .array(breaks.map { .string($0.hex) }),
            "entries": .strings(entries),
            "amount": CanonicalJSON.money(amount),
            "reason": .string(reason),
            "maker": .string(maker.description),
            "at": .integer(at.microseconds),
            "evidence": .string(evidence.digest.description),
        ]
        for (key, value) in kind.particulars { members[key] = value }
        return .object(members)
    }
}

extension DecisionKind {
    fileprivate var particulars: [String: CanonicalJSON] {
        switch self {
        case .adjustment(let adjustment): ["adjustment": .string(adjustment.rawValue)]
        case .release(let number, let target):
            ["of": .integer(Int64(number)), "to": .string(DecisionKind.word(target))]
        case .expectedUntil(let day): ["until": .string(day.description)]
        case .ignore(let rule): ["rule": .string(rule)]
        case .undo(.decision(let number)): ["undone_decision": .integer(Int64(number))]
        case .undo(.run(let number)): ["undone_run": .integer(Int64(number))]
        case .close(let day): ["through": .string(day.description)]
        case .opening(let account): ["account": .string(account.description)]
        case .forceMatch, .unmatch, .acceptDifference, .writeOff, .suspense, .notADuplicate,
            .refund, .redeliver:
            [:]
        }
    }

    /// "revenue:main", "refund", "adjustment".
    package static func word(_ target: LedgerEvent.Release) -> String {
        switch target {
        case .revenue(let shop): "revenue:\(shop)"
        case .refund: "refund"
        case .adjustment: "adjustment"
        }
    }
}

extension CanonicalJSON {
    /// "-12.30 CNY".
    static func money(_ money: Money?) -> CanonicalJSON { .optional(money?.description) }
}

extension DecisionStep {
    /// What a leaf says of a step that a decision took. `at`: when.
    package func json(of decision: Int, at: Instant) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "fact": .string("decision_step"),
            "number": .integer(Int64(decision)),
            "step": .string(name.rawValue),
            "at": .integer(at.microseconds),
        ]
        switch self {
        case .approve(let name), .withdraw(let name): members["by"] = .string(name.description)
        case .reject(let name, let reason):
            members["by"] = .string(name.description)
            members["reason"] = .string(reason)
        case .apply: break
        case .undo(let number): members["undone_by"] = .integer(Int64(number))
        }
        return .object(members)
    }
}
