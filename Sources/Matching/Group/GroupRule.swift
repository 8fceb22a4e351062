package import Records

/// Entries that share a key add up: the orders of a batch and its payout.
package struct GroupRule: Sendable, Hashable {
    /// No parts: the attributes alone are the key. Kinds differ within a group as a rule.
    package var key: KeyRule
    /// What entries of a group share besides; never the batch or the fee rate.
    package var attributes: [SubsetStructure.Attribute] = []
    /// What of an entry is summed, on both sides.
    package var measure = SubsetRule.Measure.gross
    /// What the channel keeps of each sale of the left, in millionths; rounded half up to
    /// hundredths, sale by sale.
    package var feeMillionths: Int64 = 0
    /// How far the right's sum may be from the left's; a share is of the left's sum.
    package var tolerance = AmountTolerance()
    /// A left entry belongs to the day that lies so much later.
    package var lag = Lag.none
    package var shape = Shape.manyToMany

    package enum Shape: String, Sendable, CaseIterable {
        case manyToOne, oneToMany, manyToMany
        /// Entries of one side that cancel each other out.
        case leftZero, rightZero
    }

    package init(key: [KeyRule.Part] = []) {
        self.key = KeyRule(parts: key)
        self.key.kind = false
    }
}
