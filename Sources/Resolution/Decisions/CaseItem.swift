package import Matching
package import Records

/// An open entry of a break, as far as a decision looks at it. Signs are the merchant's.
package struct CaseItem: Hashable, Sendable {
    package var entry: EntryID
    package var identity: Hash128
    package var side: Side
    package var kind: EntryKind
    /// Whether its status says that money moved.
    package var moved: Bool
    package var gross: Money
    /// The merchant's own discount, zero or above, in the currency of `gross`.
    package var discount: Money?
    /// Negative where the channel kept it; its own currency.
    package var fee: Money?
    package var orderReference: String?
    package var channelReference: String?

    package init(
        entry: EntryID, identity: Hash128, side: Side, kind: EntryKind, moved: Bool = true,
        gross: Money, discount: Money? = nil, fee: Money? = nil, orderReference: String? = nil,
        channelReference: String? = nil
    ) {
        self.entry = entry
        self.identity = identity
        self.side = side
        self.kind = kind
        self.moved = moved
        self.gross = gross
        self.discount = discount
        self.fee = fee
        self.orderReference = orderReference
        self.channelReference = channelReference
    }

    /// What came (or, below zero, went): gross − discount, zero where nothing moved.
    package var received: Money {
        guard moved else { return .zero(gross.currency) }
        return discount.map { gross - $0 } ?? gross
    }

    /// What the channel kept, above zero; below where it gave a fee back.
    package var kept: Money {
        guard moved, let fee else { return .zero(gross.currency) }
        return -fee
    }

    /// What the entry changed in the channel, per currency: received − kept.
    package var net: [Currency: Money] {
        var sums = [gross.currency: received]
        sums[kept.currency] = sums[kept.currency].map { $0 - kept } ?? -kept
        return sums
    }
}
