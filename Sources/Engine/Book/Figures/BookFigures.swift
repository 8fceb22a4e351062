package import Records
import Resolution

/// What some days add up to, leg by leg: what was ordered, what the channel received, gave back,
/// kept and paid out. Made of flows, without reading an entry again.
package struct BookFigures: Sendable, Hashable {
    /// Money of one leg of sales, in one currency.
    package struct Sum: Sendable, Hashable {
        package var leg: String
        package var currency: Currency
        /// Paid orders before refunds.
        package var ordered: Money
        package var orders = 0
        package var received: Money
        package var payments = 0
        /// Above zero.
        package var refunded: Money
        package var refunds = 0
        /// What the channel kept, above zero.
        package var fees: Money
        /// Out of the channel, above zero.
        package var paidOut: Money

        init(leg: String, currency: Currency) {
            self.leg = leg
            self.currency = currency
            ordered = .zero(currency)
            received = .zero(currency)
            refunded = .zero(currency)
            fees = .zero(currency)
            paidOut = .zero(currency)
        }

        /// What the channel should still hold of these days.
        package var left: Money { received - refunded - fees - paidOut }
    }

    /// Money received on one day of one leg.
    package struct Point: Sendable, Hashable {
        package var day: Day
        package var leg: String
        package var received: Money
    }

    /// By leg in the order of the definition, then currency.
    package var sums: [Sum] = []
    /// By day, then leg in the order of the definition.
    package var points: [Point] = []

    package init(_ definition: Definition, _ flows: [EntryFlow], roles: [String: SourceRole]) {
        let aliases = ChannelAliases.builtin
        for leg in definition.legs where BookFigures.isSales(leg, roles) {
            let words = Set(leg.left.channels.map { aliases.canonical($0) })
            var sums: [Currency: Sum] = [:]
            var received: [Day: [Currency: Money]] = [:]
            for flow in flows where flow.key.status.movedMoney {
                let key = flow.key
                var sum = sums[key.currency] ?? Sum(leg: leg.name, currency: key.currency)
                if leg.left.sources.contains(key.source) {
                    guard key.kind == .order,
                        words.isEmpty || words.contains(aliases.canonical(key.channel))
                    else { continue }
                    sum.ordered = sum.ordered + flow.amount
                    sum.orders += flow.count
                } else if leg.right.sources.contains(key.source) {
                    BookFigures.add(flow, to: &sum)
                    if let day = key.day, flow.isIncome {
                        let before = received[day]?[key.currency] ?? .zero(key.currency)
                        received[day, default: [:]][key.currency] = before + flow.amount
                    }
                } else {
                    continue
                }
                sums[key.currency] = sum
            }
            addPayouts(of: leg, definition, flows, to: &sums)
            self.sums += sums.values.sorted { $0.currency < $1.currency }
            for (day, own) in received {
                points += own.values.map { Point(day: day, leg: leg.name, received: $0) }
            }
        }
        let order = Dictionary(
            uniqueKeysWithValues: definition.legs.enumerated().map { ($1.name, $0) })
        points.sort { a, b in
            let first = (a.day.number, order[a.leg] ?? 0, a.received.currency.description)
            return first < (b.day.number, order[b.leg] ?? 0, b.received.currency.description)
        }
    }

    /// A channel's payouts stand in its fund bill: what is compared with the leg's right side.
    private func addPayouts(
        of leg: Definition.Leg, _ definition: Definition, _ flows: [EntryFlow],
        to sums: inout [Currency: Sum]
    ) {
        let own = Set(leg.right.sources)
        let funds = Set(
            definition.legs.filter { !own.isDisjoint(with: $0.left.sources) }
                .flatMap(\.right.sources)
        ).subtracting(own)
        for flow in flows where funds.contains(flow.key.source) && flow.key.kind == .payout {
            guard var sum = sums[flow.key.currency] else { continue }
            sum.paidOut = sum.paidOut - flow.amount
            sums[flow.key.currency] = sum
        }
    }

    private static func isSales(_ leg: Definition.Leg, _ roles: [String: SourceRole]) -> Bool {
        LegRole(
            left: Set(leg.left.sources.compactMap { roles[$0] }),
            right: Set(leg.right.sources.compactMap { roles[$0] })) == .sales
    }

    private static func add(_ flow: EntryFlow, to sum: inout Sum) {
        switch flow.key.kind {
        case .refund, .chargeback:
            sum.refunded = sum.refunded - flow.amount
            sum.refunds += flow.count
        case .fee: sum.fees = sum.fees - flow.amount
        case .payout: sum.paidOut = sum.paidOut - flow.amount
        default:
            guard flow.isIncome else { return }
            sum.received = sum.received + flow.amount
            sum.payments += flow.count
        }
        if flow.fee.currency == sum.currency { sum.fees = sum.fees - flow.fee }
    }
}
