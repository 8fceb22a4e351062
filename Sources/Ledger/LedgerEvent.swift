package import Records

/// What happened, in the words of reconciliation. Amounts are above zero unless said otherwise.
package enum LedgerEvent: Hashable, Sendable {
    /// A matched payment: what the order asked, what the channel received (zero where the order is
    /// given up), what it kept (zero or above). Asked − received goes to `difference`.
    case payment(
        channel: AccountLabel, shop: AccountLabel, asked: Money, received: Money, fee: Money,
        difference: Difference)
    /// A matched refund, and the part of the fee that came back with it (zero or above).
    case refund(channel: AccountLabel, shop: AccountLabel, amount: Money, feeReturned: Money)
    /// A fee by itself; below zero where one is given back.
    case fee(channel: AccountLabel, amount: Money)
    /// Out of the channel into the bank; `fee` (zero or above) is kept from the amount.
    case payout(channel: AccountLabel, bank: AccountLabel, amount: Money, fee: Money)
    /// What a channel holds more (or, below zero, less) than it should, and where that goes.
    case difference(channel: AccountLabel, amount: Money, to: Difference)
    /// A decided correction of what a channel holds, of either sign.
    case adjustment(channel: AccountLabel, amount: Money)
    /// Money in the channel that belongs to no order yet 挂账.
    case suspense(channel: AccountLabel, amount: Money)
    /// Money that has been explained, out of suspense.
    case release(channel: AccountLabel, amount: Money, to: Release)
    /// What a channel owes and will not pay.
    case writeOff(channel: AccountLabel, amount: Money)
    /// One currency for another. `bookValue` is what the given money is worth in the books, in the
    /// currency received; the rest is gain or loss.
    case exchange(from: Account, given: Money, to: Account, received: Money, bookValue: Money)
    /// What was there before the books began, of either sign.
    case opening(Account, amount: Money)

    /// Where the difference between what was asked and what was received goes.
    package enum Difference: Hashable, Sendable, CaseIterable {
        case rounding, writeOff, adjustment
        /// To the channel's fees.
        case fee
        /// To exchange gains.
        case exchange
    }

    package enum Release: Hashable, Sendable {
        /// The order was found.
        case revenue(shop: AccountLabel)
        /// It was sent back.
        case refund
        /// It is kept or given up by decision.
        case adjustment
    }
}
