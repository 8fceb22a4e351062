/// By how much amounts of pairs differ whose keys agree: right less left, in units at `scale`.
package struct LearntDifferences: Sendable, Equatable {
    package private(set) var pairs = 0
    package private(set) var scale = 2
    package private(set) var equal = 0
    /// The commonest differences that are not 0, at most `shown`: the most frequent first.
    package private(set) var common: [Count] = []
    /// The least allowance that lets all but one in ten through of what is a few units off; nil
    /// where too few pairs are.
    package private(set) var tolerance: Int64?
    /// Pairs that the allowance lets through, and the sum of what they differ by.
    package private(set) var allowed = 0
    package private(set) var allowedUnits: Int128 = 0

    package struct Count: Sendable, Equatable {
        package var units: Int64
        package var pairs: Int
    }

    /// A handful of units is rounding or a gateway's way to tell payers apart; more is money.
    package static let unitLimit: Int64 = 9
    /// Fewer pairs off are single mistakes.
    package static let pairLimit = 20
    package static let shown = 5

    package init(_ differences: [Int64], scale: Int) {
        self.scale = scale
        pairs = differences.count
        var counts: [Int64: Int] = [:]
        for difference in differences { counts[difference, default: 0] += 1 }
        equal = counts.removeValue(forKey: 0) ?? 0
        common = counts.map { Count(units: $0.key, pairs: $0.value) }
            .sorted { ($1.pairs, $0.units) < ($0.pairs, $1.units) }
        let small = common.filter { abs($0.units) <= LearntDifferences.unitLimit }
        let all = small.reduce(0) { $0 + $1.pairs }
        common = Array(common.prefix(LearntDifferences.shown))
        guard all >= LearntDifferences.pairLimit else { return }
        for units in 1...LearntDifferences.unitLimit {
            let within = small.filter { abs($0.units) <= units }
            let count = within.reduce(0) { $0 + $1.pairs }
            guard count * 10 >= all * 9 else { continue }
            tolerance = units
            allowed = count
            allowedUnits = within.reduce(0) { $0 + Int128(abs($1.units)) * Int128($1.pairs) }
            return
        }
    }
}
