/// A candidate pair of which it is known whether it was the right one.
package struct ScoredCase: Sendable, Hashable {
    package var features: PairFeatures
    package var isRight: Bool
    /// Of its right, by identity: whatever the order of entries, the same. Cases of one right are
    /// held out together, and left out together where there are too many.
    package var rank: UInt32

    package init(_ features: PairFeatures, isRight: Bool, rank: UInt32) {
        self.features = features
        self.isRight = isRight
        self.rank = rank
    }

    var isHeldOut: Bool { rank & 1 == 1 }
}
