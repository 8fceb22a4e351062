import Matching
package import Records

/// What went through a channel on some days, in one currency: the orders that name it, and what
/// its own bills say. A channel is a leg of the definition whose left side are orders.
package struct ChannelFigures: Sendable, Hashable {
    package var leg: String
    package var channel: String
    package var currency: Currency
    package var orders: Sum
    package var payments: Sum
    /// Negative: money that went back.
    package var refunds: Sum
    /// Negative: what the channel kept.
    package var fees: Money
    package var payouts: Sum

    package struct Sum: Sendable, Hashable {
        package var count = 0
        package var amount: Money

        mutating func add(_ flow: EntryFlow) {
            count += flow.count
            amount = amount + flow.amount
        }
    }

    init(leg: String, channel: String, currency: Currency) {
        self.leg = leg
        self.channel = channel
        self.currency = currency
        let none = Sum(amount: .zero(currency))
        (orders, payments, refunds, payouts) = (none, none, none, none)
        fees = .zero(currency)
    }

    /// What is left to the merchant: payments less refunds and fees.
    package var net: Money { payments.amount + refunds.amount + fees }

    var isEmpty: Bool {
        orders.count == 0 && payments.count == 0 && refunds.count == 0 && payouts.count == 0
            && fees.isZero
    }

    mutating func add(channelFlow flow: EntryFlow) {
        switch flow.key.kind {
        case .payment, .topUp: payments.add(flow)
        case .refund, .chargeback: refunds.add(flow)
        case .fee: fees = fees + flow.amount
        case .payout: payouts.add(flow)
        case .order, .transfer, .adjustment, .split: return
        }
        if flow.key.feeCurrency == currency { fees = fees + flow.fee }
    }
}

/// The figures of every channel on some days, from the sums kept with the imports.
package struct ChannelLedger: Sendable {
    private let legs: [Definition.Leg]
    private let aliases = ChannelAliases.builtin
    private let flows: [EntryFlow]

    package init(_ book: Book, _ days: ClosedRange<Day>) throws(EngineError) {
        let all = try book.store.flows(days)
        flows = all.filter { $0.key.day != nil && $0.key.status.movedMoney }
        let stored = try book.store.definition()
        let orderSources = Set(all.lazy.filter { $0.key.kind == .order }.map(\.key.source))
        legs = try BookSources(stored).definition.legs.filter {
            !orderSources.isDisjoint(with: $0.left.sources)
        }
    }

    /// In the order of the definition's legs, then by currency. `day` takes one day alone.
    package func figures(on day: Day? = nil) -> [ChannelFigures] {
        legs.flatMap { leg in figures(of: leg, on: day) }
    }

    private func figures(of leg: Definition.Leg, on day: Day?) -> [ChannelFigures] {
        let channels = Set(leg.left.channels.map { aliases.canonical($0) })
        let title = leg.left.channels.first ?? leg.right.sources.first ?? leg.name
        var found: [Currency: ChannelFigures] = [:]
        func change(_ currency: Currency, _ body: (inout ChannelFigures) -> Void) {
            var own =
                found[currency]
                ?? ChannelFigures(leg: leg.name, channel: title, currency: currency)
            body(&own)
            found[currency] = own
        }
        for flow in flows where day == nil || flow.key.day == day {
            let isOrder =
                flow.key.kind == .order && leg.left.sources.contains(flow.key.source)
                && (channels.isEmpty || channels.contains(aliases.canonical(flow.key.channel)))
            if isOrder {
                change(flow.key.currency) { $0.orders.add(flow) }
            } else if leg.right.sources.contains(flow.key.source) {
                change(flow.key.currency) { $0.add(channelFlow: flow) }
            }
        }
        return found.values.filter { !$0.isEmpty }
            .sorted { $0.currency.description < $1.currency.description }
    }

    /// Days that have any flow, ascending.
    package var days: [Day] { Set(flows.compactMap(\.key.day)).sorted() }
}
