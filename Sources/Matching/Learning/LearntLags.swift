/// How long after its left a right came, in seconds, of pairs whose keys agree: what a window would
/// have let through, told by pairs that no window chose.
package struct LearntLags: Sendable, Equatable {
    package private(set) var pairs = 0
    /// Least, the quantiles of `shares`, and greatest; by nearest rank.
    package private(set) var least: Int64 = 0
    package private(set) var greatest: Int64 = 0
    package private(set) var quantiles: [Int64] = []
    /// Steps of `ladder` that leave at most one pair in a thousand outside on their side.
    package private(set) var window: (before: Int64, after: Int64)?
    /// Pairs outside of that window.
    package private(set) var outside = 0

    /// In thousandths.
    package static let shares = [10, 50, 500, 950, 990, 999]
    /// Fewer pairs say nothing of one in a thousand: with 3,000 of them and none beyond, 95 of a
    /// hundred times fewer than one in a thousand are ("rule of three").
    package static let pairLimit = 3_000
    /// What people write into definitions, in seconds.
    package static let ladder: [Int64] = [
        0, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
        259_200, 432_000, 604_800, 864_000, 1_209_600, 2_592_000,
    ]

    package init(_ lags: [Int64]) {
        guard !lags.isEmpty else { return }
        let sorted = lags.sorted()
        pairs = sorted.count
        least = sorted[0]
        greatest = sorted[pairs - 1]
        quantiles = LearntLags.shares.map { share in
            sorted[max(0, (pairs * share + 999) / 1_000 - 1)]
        }
        guard pairs >= LearntLags.pairLimit else { return }
        let few = pairs / 1_000
        let after = LearntLags.ladder.first { step in sorted[pairs - 1 - few] <= step }
        let before = LearntLags.ladder.first { step in sorted[few] >= -step }
        guard let after, let before else { return }
        window = (before, after)
        outside = sorted.count { $0 > after || $0 < -before }
    }

    package static func == (a: LearntLags, b: LearntLags) -> Bool {
        a.pairs == b.pairs && a.least == b.least && a.greatest == b.greatest
            && a.quantiles == b.quantiles && a.outside == b.outside
            && a.window?.before == b.window?.before && a.window?.after == b.window?.after
    }
}
