import Records
import Testing

@testable import Matching

/// What a pair weighs, and how likely that makes it, beside counting by hand.
@Suite("Weights and probabilities of pairs") struct ScoredModelTests {
    struct Sides {
        var pool = TextPool()
        var left = ScoredSide()
        var right = ScoredSide()

        /// Fifty pairs that nobody could mistake, so that a pair is worth looking for.
        init() {
            for place in 0..<50 {
                let account = "1\(7_000_000_000 + place * 97_654_321)"
                let (amount, time) = (5_000 + Int64(place) * 811, Int64(place) * 900)
                add(.left, amount: amount, at: time, account)
                add(.right, amount: amount, at: time + 40, account)
            }
        }

        mutating func add(_ side: Side, amount: Int64, at time: Int64, _ account: String) {
            let number = account.isEmpty ? -1 : pool.number(of: Array(account.utf8).span)
            if side == .left {
                left.append(
                    amount: amount, time: time, channel: 0, account: number, name: -1, pool)
            } else {
                right.append(
                    amount: amount, time: time, channel: 0, account: number, name: -1, pool)
            }
        }

        var solver: ScoredSolver {
            ScoredSolver(left, right, pool, reach: (259_200, 300), learns: false)
        }
    }

    /// The pair of the n-th left and right behind the fifty.
    private func pair(_ solver: ScoredSolver, _ l: Int32, _ r: Int32) throws -> Int {
        try #require(
            solver.pairs.left.indices.first {
                solver.pairs.left[$0] == 50 + l && solver.pairs.right[$0] == 50 + r
            })
    }

    @Test(
        "Two orders and two payments alike but for the time: as likely as all choices say",
        arguments: [20, 40, 90, 150, 240] as [Int64], ["13900000001", ""])
    func loop(_ gap: Int64, _ account: String) throws {
        var sides = Sides()
        for at in [60_000, 60_000 + gap] {
            sides.add(.left, amount: 777, at: at, account)
            sides.add(.right, amount: 777, at: at + 50, account)
        }
        let solver = sides.solver
        let pairs = try [(0, 0), (1, 1), (0, 1), (1, 0)].map { try pair(solver, $0.0, $0.1) }
        let weights = pairs.map { solver.weights[$0] }
        let table = Binary.table
        func sum(_ terms: [Int32]) -> Int32 {
            terms.dropFirst().reduce(terms[0]) { Binary.sum($0, $1, table) }
        }
        let (straight, crossed) = (weights[0] + weights[1], weights[2] + weights[3])
        for (place, pair) in pairs.enumerated() {
            let twice = place < 2 ? straight : crossed
            let with = sum([weights[place], twice])
            let others = weights.indices.filter { $0 != place }.map { weights[$0] }
            let without = sum(others + [0, place < 2 ? crossed : straight])
            let odds = max(-16 * Binary.unit, min(16 * Binary.unit, with - without))
            let found = max(-16 * Binary.unit, min(16 * Binary.unit, solver.odds[pair]))
            #expect(
                abs(Int(Binary.probability(odds)) - Int(Binary.probability(found))) < 2_000,
                "pair \(place): \(found) instead of \(odds)")
        }
    }

    @Test("Chance lags are those of all pairs within reach, level by level")
    func chance() {
        var random = SplitMix64(state: 3)
        var sides = Sides()
        for _ in 0..<60 {
            sides.add(.left, amount: 1, at: Int64(random.next() % 500_000), "")
            sides.add(.right, amount: 1, at: Int64(random.next() % 500_000), "")
        }
        let model = ScoredModel(sides.left, sides.right, sides.pool, reach: (259_200, 300))
        var counts = Array(repeating: UInt64(0), count: ScoredLevels.times)
        for l in sides.left.time {
            for r in sides.right.time where (-300...259_200).contains(r - l) {
                counts[ScoredLevels.time(r - l)] += 1
            }
        }
        let whole = UInt64(sides.left.count * sides.right.count)
        for level in counts.indices {
            #expect(
                model.u.time[level] == Binary.log(2 * counts[level] + 1) - Binary.log(2 * whole))
        }
        #expect(counts[8] > 0 && counts[8] < whole / 100)
    }

    @Test("A slip in an account is no proof where accounts are numbers given out in turn")
    func slips() throws {
        func bits(_ accounts: [String]) throws -> Int32 {
            var sides = Sides()
            for (place, account) in accounts.enumerated() {
                sides.add(.left, amount: 777, at: 60_000 + Int64(place) * 20_000, account)
            }
            for second in 50..<53 as Range<Int64> {
                sides.add(.right, amount: 777, at: 60_000 + second, "13800138001")
            }
            let solver = sides.solver
            let slip = try pair(solver, 0, 0)
            return solver.weights[slip] - solver.pairs.rarity[slip].amount
        }
        let rest = (1..<30).map { "1\(3_900_000_000 + $0 * 7_654_321)" }
        let turn = (0..<29).map { place -> String in
            let digit = place % 9
            let other = place / 9 + 3
            return "13800138001".enumerated().map { $0 == digit ? "\(other)" : "\($1)" }.joined()
        }
        let (rare, common) = (
            try bits(["13800138000"] + rest), try bits(["13800138000"] + turn)
        )
        #expect(rare - common > 2 * Binary.unit)
    }
}
