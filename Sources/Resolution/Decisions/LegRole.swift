/// What a leg compares, for the books. The raw value is its word on the wire.
package enum LegRole: String, Sendable, CaseIterable {
    /// Orders with the channel's money: sales and refunds are booked here.
    case sales
    /// A channel's trades with its fund flow: the same money seen twice, nothing is booked.
    case flow
    /// A channel's payouts with the bank.
    case payout
}
