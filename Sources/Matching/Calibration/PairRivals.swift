/// Of each entry, what its candidates come to: the best two, their probability, and how many are
/// worth anything. From these a pair's features are taken.
struct PairRivals {
    private struct Side {
        var best: [Int32]
        /// The best besides one that is best; neither is below 0, which is to stay single.
        var second: [Int32]
        /// 65,536ths.
        var mass: [UInt64]
        var count: [UInt32]

        init(_ count: Int) {
            best = Array(repeating: 0, count: count)
            second = best
            mass = Array(repeating: 0, count: count)
            self.count = Array(repeating: 0, count: count)
        }

        mutating func take(_ entry: Int, weight: Int32, probability: UInt32) {
            mass[entry] += UInt64(probability)
            guard weight > 0 else { return }
            count[entry] += 1
            if weight > best[entry] {
                second[entry] = best[entry]
                best[entry] = weight
            } else if weight > second[entry] {
                second[entry] = weight
            }
        }

        /// What a pair of this weight has over the best other one.
        func lead(_ entry: Int, _ weight: Int32) -> Int32 {
            weight - (weight == best[entry] ? second[entry] : best[entry])
        }
    }

    private var left: Side
    private var right: Side
    private let pairs: ScoredPairs
    private let weights: [Int32]
    private let odds: [Int32]

    init(_ pairs: ScoredPairs, _ weights: [Int32], _ odds: [Int32], lefts: Int, rights: Int) {
        self.pairs = pairs
        self.weights = weights
        self.odds = odds
        left = Side(lefts)
        right = Side(rights)
        for pair in odds.indices where odds[pair] > -PairFeatures.limit || weights[pair] > 0 {
            let probability = Binary.probability(odds[pair])
            left.take(Int(pairs.left[pair]), weight: weights[pair], probability: probability)
            right.take(Int(pairs.right[pair]), weight: weights[pair], probability: probability)
        }
    }

    /// nil for a pair that is beyond all hope.
    func features(_ pair: Int) -> PairFeatures? {
        guard odds[pair] >= PairFeatures.floor else { return nil }
        let (l, r) = (Int(pairs.left[pair]), Int(pairs.right[pair]))
        let own = UInt64(Binary.probability(odds[pair]))
        let crowd = UInt64(max(1, left.count[l])) * UInt64(max(1, right.count[r]))
        return PairFeatures(
            odds: odds[pair], weight: weights[pair], overLeft: left.lead(l, weights[pair]),
            overRight: right.lead(r, weights[pair]),
            rivals: Binary.log(1 + left.mass[l] + right.mass[r] - 2 * own),
            crowd: Binary.log(crowd))
    }
}
