package import Ledger
package import Records

/// Something to be done outside of the book. It stands in the outbox until it is carried out, at
/// most once per key.
package struct Instruction: Hashable, Sendable {
    /// The raw value is its word on the wire.
    package enum Kind: String, Sendable, CaseIterable { case refund, redeliver }

    package var kind: Kind
    package var decision: Int
    package var breakID: Hash128
    package var channel: AccountLabel
    /// What goes back, above zero; nil for goods.
    package var amount: Money?
    package var orderReference: String?
    package var channelReference: String?
    /// The same for the same decision about the same break, and for no other: whoever carries it
    /// out hands it to the channel as the number of the refund.
    package let key: String

    /// One that was given before, as it is kept.
    package init(
        _ kind: Kind, decision: Int, breakID: Hash128, channel: AccountLabel, amount: Money?,
        orderReference: String?, channelReference: String?, key: String
    ) {
        self.kind = kind
        self.decision = decision
        self.breakID = breakID
        self.channel = channel
        self.amount = amount
        self.orderReference = orderReference
        self.channelReference = channelReference
        self.key = key
    }

    init(
        _ kind: Kind, _ decision: Decision, _ breakCase: BreakCase, amount: Money?
    ) throws(DecisionRefusal) {
        self.kind = kind
        self.decision = decision.number
        breakID = breakCase.id
        channel = breakCase.channel
        self.amount = amount
        // The channel knows its own number best, the shop the order's.
        orderReference = breakCase.left?.orderReference ?? breakCase.right?.orderReference
        channelReference = breakCase.right?.channelReference ?? breakCase.left?.channelReference
        let known = kind == .refund ? channelReference ?? orderReference : orderReference
        guard known != nil else { throw .noReference(breakCase.id) }
        var hasher = Hasher128()
        hasher.combine(kind.rawValue)
        hasher.combine(decision.evidence.digest.description)
        hasher.combine(word: breakCase.id.high)
        hasher.combine(word: breakCase.id.low)
        key = "\(kind.rawValue)-\(decision.number)-\(hasher.finalize().hex)"
    }
}
