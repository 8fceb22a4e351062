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
        case _ where flow.isIncome: payments.add(flow)
        case .refund, .chargeback: refunds.add(flow)
        case .fee: fees = fees + flow.amount
        case .payout: payouts.add(flow)
        default: return
        }
        if flow.key.feeCurrency == currency { fees = fees + flow.fee }
    }
}
