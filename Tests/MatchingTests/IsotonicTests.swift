import Testing

@testable import Matching

@Suite("Pools of adjacent violators") struct IsotonicTests {
    typealias Said = (odds: Int32, isRight: Bool)

    /// Of all ways to cut the cases into stretches whose shares rise, the one of least squares, as
    /// (cases, right) of each stretch. Equal odds stay together; whole numbers throughout.
    private static func counted(_ cases: [Said]) -> [[Int]] {
        var groups: [(cases: Int, right: Int)] = []
        for odds in Set(cases.map(\.odds)).sorted() {
            let own = cases.filter { $0.odds == odds }
            groups.append((own.count, own.count { $0.isRight }))
        }
        var best: (cost: Int, cuts: [[Int]])?
        for cut in 0..<(1 << (groups.count - 1)) {
            var stretches = [[groups[0].cases, groups[0].right]]
            for place in 1..<groups.count {
                if cut >> (place - 1) & 1 == 1 {
                    stretches.append([groups[place].cases, groups[place].right])
                } else {
                    stretches[stretches.count - 1][0] += groups[place].cases
                    stretches[stretches.count - 1][1] += groups[place].right
                }
            }
            let rises = zip(stretches, stretches.dropFirst()).allSatisfy {
                $0[1] * $1[0] < $1[1] * $0[0]
            }
            guard rises else { continue }
            // Σ (y − k/n)² = k (n − k) / n of each stretch, over 27,720, which 1…12 divide.
            let cost = stretches.reduce(0) { $0 + $1[1] * ($1[0] - $1[1]) * (27_720 / $1[0]) }
            if best == nil || cost < best!.cost { best = (cost, stretches) }
        }
        return best!.cuts
    }

    @Test("the pools are those of least squares, counted by hand")
    func counted() {
        var random = SplitMix64(state: 5)
        for _ in 0..<2_000 {
            let cases: [Said] = (0..<(1 + random.below(10))).map { _ in
                (Int32(random.below(8) - 4) * 1_024, random.below(2) == 0)
            }
            let found = IsotonicPools(cases, least: 1).pools.map { [$0.cases, $0.right] }
            #expect(found == Self.counted(cases), "\(cases)")
            #expect(
                IsotonicPools(cases.reversed(), least: 1).map
                    == IsotonicPools(cases, least: 1).map)
        }
    }

    @Test("pools are large enough and few, and the map never falls nor leaves what was seen")
    func bounds() throws {
        var random = SplitMix64(state: 9)
        let cases: [Said] = (0..<60_000).map { _ in
            let odds = Int32(random.below(24 * 1_024)) - 8 * 1_024
            return (odds, random.below(65_536) < Int(Binary.probability(odds)))
        }
        let pools = IsotonicPools(cases)
        #expect(pools.pools.allSatisfy { $0.cases >= IsotonicPools.leastCases })
        #expect(pools.pools.reduce(0) { $0 + $1.cases } == cases.count)
        let points = pools.map.points
        #expect((10...IsotonicMap.pointLimit).contains(points.count))
        for (a, b) in zip(points, points.dropFirst()) {
            #expect(a.said < b.said && a.found <= b.found)
        }
        let lines = IsotonicMap.Lines(pools.map)
        var last = Int32.min
        for odds in stride(from: -16 * Binary.unit, through: 16 * Binary.unit, by: 64) {
            #expect(lines.odds(odds) >= last)
            last = lines.odds(odds)
        }
        let top = try #require(pools.pools.last)
        let surest = WilsonInterval(right: top.right, of: top.cases).least
        #expect(Int(Binary.probability(last)) * 1_000_000 / 65_536 <= surest)
        #expect(IsotonicMap.Lines(IsotonicMap(points: [])).odds(77) == 77)
    }

    @Test("four hundred that are all right say 99 %, and no more than Wilson's bound")
    func certainty() throws {
        let cases: [Said] =
            (0..<400).map { (Int32($0) + 10_000, true) }
            + (0..<300).map { (Int32($0) - 6_000, $0 % 10 == 0) }
        let points = IsotonicPools(cases).map.points
        #expect(points.count == 4)
        #expect(points.last?.found == WilsonInterval(right: 400, of: 400).least)
        #expect(try #require(points.last).found >= 990_000)
        #expect(points.first?.found == WilsonInterval(right: 30, of: 300).most)
        let ends = IsotonicPools(cases).ends.points
        #expect(ends.map(\.found) == [points[0].found, points[3].found])
        #expect(ends.map(\.said) == ends.map(\.found))
    }

    /// By the formula, in a calculator.
    @Test(
        "Wilson's interval", arguments: [
            [0, 10, 0, 277_533], [5, 10, 236_593, 763_407], [9, 10, 595_850, 982_124],
            [1_000, 1_000, 996_173, 1_000_000], [450, 1_000, 419_414, 480_968],
        ])
    func wilson(_ known: [Int]) {
        let found = WilsonInterval(right: known[0], of: known[1])
        #expect(abs(found.least - known[2]) <= 12 && abs(found.most - known[3]) <= 12, "\(found)")
    }
}
