package import Ledger
package import Records

/// The events of money that a channel took or gave for a sale. Whatever is asked, the clearing
/// account moves by what was received less what was kept, and by nothing else.
package enum SalePostings {
    /// - Parameters:
    ///   - asked: what the order says, in the currency received; below zero for a refund.
    ///   - received: what came; below zero what went.
    ///   - kept: the fee, above zero where the channel kept it; in its own currency.
    ///   - target: where asked − received goes.
    package static func events(
        channel: AccountLabel, shop: AccountLabel, asked: Money, received: Money, kept: Money,
        to target: LedgerEvent.Difference
    ) -> [LedgerEvent] {
        let inFee = kept.currency == received.currency
        var events: [LedgerEvent] = []
        var fee = kept
        if asked.units > 0, received.units >= 0 {
            let own = inFee && kept.units > 0 && received.units > 0
            events.append(
                .payment(
                    channel: channel, shop: shop, asked: asked, received: received,
                    fee: own ? kept : .zero(asked.currency), difference: target))
            if own { fee = .zero(kept.currency) }
        } else if asked.units < 0 {
            let own = inFee && kept.units < 0
            events.append(
                .refund(
                    channel: channel, shop: shop, amount: -asked,
                    feeReturned: own ? -kept : .zero(asked.currency)))
            if own { fee = .zero(kept.currency) }
            events += difference(channel, received - asked, target)
        } else {
            events += difference(channel, received, target)
        }
        if !fee.isZero { events.append(.fee(channel: channel, amount: fee)) }
        return events
    }

    static func difference(
        _ channel: AccountLabel, _ amount: Money, _ target: LedgerEvent.Difference
    ) -> [LedgerEvent] {
        amount.isZero ? [] : [.difference(channel: channel, amount: amount, to: target)]
    }
}
