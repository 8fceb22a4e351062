/// Evidence for a pair (above zero) or against it, in 1,024ths of a bit; nil where a side does not
/// say.
package struct CandidateWeight: Sendable, Hashable {
    package var amount: Int32
    package var time: Int32?
    package var channel: Int32?
    package var payer: Int32?

    package init(
        amount: Int32, time: Int32? = nil, channel: Int32? = nil, payer: Int32? = nil
    ) {
        self.amount = amount
        self.time = time
        self.channel = channel
        self.payer = payer
    }

    package var total: Int32 { amount + (time ?? 0) + (channel ?? 0) + (payer ?? 0) }

    package static let unitsOfBit = Binary.unit
}
