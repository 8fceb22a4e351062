package import Matching
package import Records

/// The standing rules that hold, as a run asks for them.
package struct RuleBook: Sendable {
    /// What a rule makes of a break.
    package enum Ruling: Hashable, Sendable {
        case ignored(rule: String, decision: Int)
        case notADuplicate(decision: Int)
        /// A refund that was ordered: the money leaves suspense by it.
        case refunds(decision: Int)
    }

    private struct Couple: Hashable {
        var left: Hash128
        var right: Hash128
    }

    private var ignored: [Hash128: (rule: String, decision: Int)] = [:]
    private var genuine: [Hash128: Int] = [:]
    private var apart: [Couple: Int] = [:]
    private var refunds: [StandingRule] = []

    /// Later rules win over earlier ones.
    package init(_ rules: [StandingRule]) {
        for rule in rules {
            switch rule.what {
            case .ignored(let identity, let name): ignored[identity] = (name, rule.decision)
            case .notADuplicate(let identity): genuine[identity] = rule.decision
            case .apart(let left, let right):
                apart[Couple(left: left, right: right)] = rule.decision
            case .refundExpected: refunds.append(rule)
            }
        }
    }

    package var isEmpty: Bool {
        ignored.isEmpty && genuine.isEmpty && apart.isEmpty && refunds.isEmpty
    }

    /// The rule that leaves an entry out.
    package func ignoring(_ identity: Hash128) -> (rule: String, decision: Int)? {
        ignored[identity]
    }

    /// Whether a decision said that the two do not belong together.
    package func areApart(left: Hash128, right: Hash128) -> Bool {
        apart[Couple(left: left, right: right)] != nil
    }

    /// Whom decisions keep apart, in a stated order.
    package var couples: [ApartCouple] {
        apart.keys.map { ApartCouple(left: $0.left, right: $0.right) }
            .sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    /// What the rules make of a break; nil where none holds.
    package func ruling(on breakCase: BreakCase) -> Ruling? {
        guard let situation = BreakSituation(breakCase) else { return nil }
        for item in breakCase.items {
            if let found = ignored[item.identity] {
                return .ignored(rule: found.rule, decision: found.decision)
            }
        }
        switch situation {
        case .moneyTwice, .refundTwice, .orderTwice:
            return breakCase.items.lazy.compactMap { genuine[$0.identity] }.first
                .map { .notADuplicate(decision: $0) }
        case .refundWithoutOrder:
            guard let right = breakCase.right else { return nil }
            let rule = refunds.first { RuleBook.isRefund(right, of: $0) }
            return rule.map { .refunds(decision: $0.decision) }
        default: return nil
        }
    }

    /// The whole amount, under one of the numbers of the money.
    private static func isRefund(_ item: CaseItem, of rule: StandingRule) -> Bool {
        guard case .refundExpected(let amount, let order, let channel) = rule.what,
            item.gross.equals(-amount)
        else { return false }
        if let channel, channel == item.channelReference { return true }
        if let order, order == item.orderReference { return true }
        return false
    }
}
