package import Records

/// An opening item that needs no matching any more: since the run before it was superseded,
/// withdrawn, or decided on.
package struct ResolvedItem: Sendable, Hashable {
    package var side: Side
    /// As it was carried, in the currency it was carried in.
    package var money: Money

    package init(side: Side, money: Money) {
        self.side = side
        self.money = money
    }

    package var currency: Currency { money.currency }
}
