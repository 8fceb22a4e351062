package import Records

/// From which amount a decision needs a second person, by kind and currency, as data.
package struct ApprovalPolicy: Hashable, Sendable {
    package enum Rule: Hashable, Sendable {
        /// One person may decide it.
        case never
        case always
        /// Above so many major units of the currency; a currency that is not named: always.
        case above([Currency: Int64])
    }

    private var rules: [DecisionKind.Name: Rule] = [:]

    /// What a small shop loses to a mistake without noticing.
    package static let usualLimits: [Currency: Int64] = [
        .cny: 100, .usdt: 15, Currency("USD")!: 15, Currency("HKD")!: 100, Currency("TWD")!: 500,
    ]

    package init() {}

    package subscript(kind: DecisionKind.Name) -> Rule {
        get { rules[kind] ?? ApprovalPolicy.usual(kind) }
        set { rules[kind] = newValue }
    }

    /// Money that leaves, goods that leave and periods that close: always two. What is taken back
    /// counts by what it had moved.
    /// A forced match of equal amounts moves nothing; one of differing amounts has the limit zero.
    private static func usual(_ kind: DecisionKind.Name) -> Rule {
        switch kind {
        case .refund, .redeliver, .close, .opening: .always
        case .forceMatch: .above(usualLimits.mapValues { _ in 0 })
        case .acceptDifference, .writeOff, .adjustment, .suspense, .release, .ignore, .unmatch,
            .undo:
            .above(usualLimits)
        case .expectedUntil, .notADuplicate: .never
        }
    }

    /// - Parameters:
    ///   - amounts: what the decision moves, per currency, whatever the signs.
    ///   - earlier: what the same maker decided alone on the same day in decisions of this kind: a
    ///     large amount in small pieces is a large amount.
    package func approval(
        _ kind: DecisionKind.Name, amounts: [Money], earlier: [Money] = []
    ) -> Approval {
        switch self[kind] {
        case .never: return .makerAlone
        case .always: return .always
        case .above(let limits):
            var sums: [Currency: Money] = [:]
            for amount in amounts where !amount.isZero {
                let size = amount.units < 0 ? -amount : amount
                sums[amount.currency] = sums[amount.currency].map { $0 + size } ?? size
            }
            for amount in earlier where sums[amount.currency] != nil {
                let size = amount.units < 0 ? -amount : amount
                sums[amount.currency] = sums[amount.currency]! + size
            }
            for (currency, sum) in sums.sorted(by: { $0.key < $1.key }) {
                guard let major = limits[currency] else { return .noLimit(currency) }
                let limit = Money(units: Int128(major), scale: 0, currency: currency)
                if (sum - limit).units > 0 {
                    return .above(limit: limit.canonical, amount: sum.canonical)
                }
            }
            return .makerAlone
        }
    }
}
