/// Learns what probabilities turned out to be: pool adjacent violators (Ayer et al. 1955) on
/// counts. Cases in order of what is said of them, joined until the share of right ones nowhere
/// falls and every pool has enough of them to know its share.
struct IsotonicPools {
    struct Pool: Hashable {
        var cases: Int
        var right: Int

        /// Whether its share is above another's, by whole numbers.
        func isAbove(_ other: Pool) -> Bool { right * other.cases > other.right * cases }

        mutating func take(_ other: Pool) {
            cases += other.cases
            right += other.right
        }
    }

    private(set) var pools: [Pool] = []
    /// What is said of each case, in 1,024ths of a bit, ascending: pool after pool.
    private let said: [Int32]

    /// At one half the share of so many is known to ±7 points (95 %), at nine in ten to ±4.
    static let leastCases = 200

    /// What is said of each case, in any order. Equal log odds are one pool from the start.
    init(_ cases: [(odds: Int32, isRight: Bool)], least: Int = IsotonicPools.leastCases) {
        let sorted = cases.map { Int64($0.odds) << 1 | ($0.isRight ? 1 : 0) }.sorted()
        said = sorted.map { Int32($0 >> 1) }
        var place = 0
        while place < sorted.count {
            let odds = sorted[place] >> 1
            var pool = Pool(cases: 0, right: 0)
            while place < sorted.count, sorted[place] >> 1 == odds {
                pool.take(Pool(cases: 1, right: Int(sorted[place] & 1)))
                place += 1
            }
            append(pool)
        }
        join(least)
        var least = least
        while pools.count > IsotonicMap.pointLimit / 2 {
            least *= 2
            join(least)
        }
    }

    private mutating func append(_ pool: Pool) {
        var pool = pool
        while let last = pools.last, !pool.isAbove(last) {
            var joined = pools.removeLast()
            joined.take(pool)
            pool = joined
        }
        pools.append(pool)
    }

    /// A pool that is too small joins its smaller neighbour, from below. Shares of neighbours that
    /// join lie between theirs, so that none falls; and a few in doubt do not spoil the many that
    /// are sure.
    private mutating func join(_ least: Int) {
        var place = 0
        while place < pools.count, pools.count > 1 {
            guard pools[place].cases < least else {
                place += 1
                continue
            }
            let before = place > 0 ? pools[place - 1].cases : Int.max
            let after = place + 1 < pools.count ? pools[place + 1].cases : Int.max
            let joined = before <= after ? place - 1 : place
            let next = pools.remove(at: joined + 1)
            pools[joined].take(next)
            place = joined
        }
    }

    /// Each pool's share, for the middle half of its cases. At both ends the bound of Wilson's
    /// interval (95 %) that is nearer to even: beyond it nobody has seen anything, and nothing is
    /// surer.
    var map: IsotonicMap {
        guard let (low, high) = bounds else { return IsotonicMap(points: []) }
        var points: [IsotonicMap.Point] = []
        var start = 0
        for pool in pools {
            let share = (pool.right * 1_000_000 + pool.cases / 2) / pool.cases
            for place in [pool.cases / 4, pool.cases * 3 / 4] {
                let own = IsotonicPools.millionths(said[start + place])
                if let last = points.last, last.said >= own { continue }
                points.append(.init(said: own, found: min(max(share, low), high)))
            }
            start += pool.cases
        }
        return IsotonicMap(points: points)
    }

    /// Everything is what it says, within the same bounds: where cases are too few for shares.
    var ends: IsotonicMap {
        guard let (low, high) = bounds else { return IsotonicMap(points: []) }
        return IsotonicMap(
            points: (low < high ? [low, high] : [low]).map { .init(said: $0, found: $0) })
    }

    /// nil where nothing is known.
    private var bounds: (low: Int, high: Int)? {
        guard let first = pools.first, let last = pools.last else { return nil }
        let ends = [first, last].map {
            let bound = WilsonInterval(right: $0.right, of: $0.cases).towardsEven
            return min(999_999, max(1, bound))
        }
        return (min(ends[0], ends[1]), max(ends[0], ends[1]))
    }

    private static func millionths(_ odds: Int32) -> Int {
        min(999_999, max(1, Int(Binary.probability(odds)) * 1_000_000 / 65_536))
    }
}
