/// Log odds of a pair from its features: a logistic regression in whole numbers.
package struct SecondStage: Sendable, Hashable {
    /// Millionths, by column: of one bit, the odds, the weight, the leads over the rivals of the
    /// left and of the right, their mass, the crowd.
    package var weights: [Int64]

    /// Says what the first stage says.
    package static let identity = SecondStage(weights: [0, 1_000_000, 0, 0, 0, 0, 0])
    package static let columns = [
        "base", "odds", "weight", "overLeft", "overRight", "rivals", "crowd",
    ]
    /// Millionths. A hundred times what the first stage says is no correction.
    package static let weightLimit: Int64 = 100_000_000

    package init(weights: [Int64]) {
        precondition(weights.count == PairFeatures.count)
        self.weights = weights
    }

    /// In 1,024ths of a bit, from −16 to 16 bits.
    @inline(__always)
    func odds(_ features: PairFeatures) -> Int32 {
        var sum: Int64 = 0
        for column in 0..<PairFeatures.count { sum += weights[column] * features[column] }
        return PairFeatures.clamped(Int32(clamping: sum / 1_000_000))
    }
}
