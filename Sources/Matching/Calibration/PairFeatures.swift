/// What the second stage knows of a candidate pair, in 1,024ths of a bit: how likely the first
/// stage holds it, and what rivals it has on either side.
package struct PairFeatures: Sendable, Hashable {
    /// Log odds by the first stage, its rivals considered.
    package var odds: Int32
    /// Its own weight, without rivals.
    package var weight: Int32
    /// How much more it weighs than the best other pair of its left, or than leaving both single.
    package var overLeft: Int32
    /// The same of its right.
    package var overRight: Int32
    /// log2 of what its rivals of both sides have of probability, from 1/65,536 on; at least 0.
    package var rivals: Int32
    /// log2 of how many pairs of its left, times how many of its right, are worth anything.
    package var crowd: Int32

    package init(
        odds: Int32, weight: Int32 = 0, overLeft: Int32 = 0, overRight: Int32 = 0,
        rivals: Int32 = 0, crowd: Int32 = 0
    ) {
        self.odds = PairFeatures.clamped(odds)
        self.weight = PairFeatures.clamped(weight)
        self.overLeft = PairFeatures.clamped(overLeft)
        self.overRight = PairFeatures.clamped(overRight)
        self.rivals = PairFeatures.clamped(rivals)
        self.crowd = PairFeatures.clamped(crowd)
    }

    /// Probabilities go as far as 65,536 to one, and so does what speaks for them.
    static func clamped(_ bits: Int32) -> Int32 { min(limit, max(-limit, bits)) }

    static let limit = 16 * Binary.unit
    /// Fewer than one in 256: nobody is shown such a pair, and it costs no partner his own.
    package static let floor = -8 * Binary.unit

    /// The columns of the second stage: one bit, then the features.
    static let count = 7

    @inline(__always)
    subscript(column: Int) -> Int64 {
        switch column {
        case 0: Int64(Binary.unit)
        case 1: Int64(odds)
        case 2: Int64(weight)
        case 3: Int64(overLeft)
        case 4: Int64(overRight)
        case 5: Int64(rivals)
        default: Int64(crowd)
        }
    }
}
