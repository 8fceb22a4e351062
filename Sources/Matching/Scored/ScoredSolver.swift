/// The candidates of two sides with how likely each pair is, learnt from the pairs themselves.
struct ScoredSolver {
    let pairs: ScoredPairs
    let hasLearnt: Bool
    private(set) var model: ScoredModel
    /// Of each pair, log2 of its weight by its pattern and values alone.
    private(set) var weights: [Int32] = []
    /// Of each pair, log2 of the odds that it is the right one, its rivals considered.
    private(set) var odds: [Int32] = []
    /// The same before history corrected it; empty where it does not.
    private(set) var firstOdds: [Int32] = []
    /// The one-to-one choice of pairs that is worth most as a whole, ascending.
    private(set) var choices: [Choice] = []
    /// First pair of each right, and one more.
    private var starts: [Int32] = []

    private static let learning = 4
    private static let rounds = (learning: 3, last: 8)

    init(
        _ lefts: ScoredSide, _ rights: ScoredSide, _ pool: TextPool,
        reach: (back: Int64, ahead: Int64), learns: Bool, apart: Set<ScoredPairs.Couple> = []
    ) {
        pairs = ScoredPairs(lefts, rights, pool, reach: reach, apart: apart)
        model = ScoredModel(lefts, rights, pool, reach: reach)
        hasLearnt = learns
        starts = Array(repeating: 0, count: rights.count + 1)
        for r in pairs.right { starts[Int(r) + 1] += 1 }
        for r in 0..<rights.count { starts[r + 1] += starts[r] }
        let patterns = ScoredLevels.patterns * (model.hasRemarks ? ScoredLevels.remarks : 1)
        var numbers = Array(repeating: UInt64(0), count: patterns)
        for pattern in pairs.pattern { numbers[Int(pattern)] += 1 }
        var marginals = MatchingMarginals(
            pairs: pairs.count, lefts: lefts.count, rights: rights.count)
        for _ in 0..<(learns ? ScoredSolver.learning : 0) {
            weigh(numbers)
            odds = marginals.logOdds(
                weights, left: pairs.left, right: pairs.right,
                rounds: ScoredSolver.rounds.learning)
            var likely = Array(repeating: UInt64(0), count: patterns)
            for edge in odds.indices {
                likely[Int(pairs.pattern[edge])] += UInt64(Binary.probability(odds[edge]))
            }
            model.learn(likely, numbers)
        }
        weigh(numbers)
        odds = marginals.logOdds(
            weights, left: pairs.left, right: pairs.right, rounds: ScoredSolver.rounds.last)
        choices = ScoredSolver.best(pairs, weights, lefts.count, rights.count)
        temper()
    }

    private mutating func weigh(_ numbers: [UInt64]) {
        let ofPattern = numbers.indices.map { numbers[$0] > 0 ? model.weight(of: $0).total : 0 }
        let limits = numbers.indices.map { model.rarityLimit(of: $0) }
        weights = pairs.pattern.indices.map {
            let (pattern, rarity) = (Int(pairs.pattern[$0]), pairs.rarity[$0])
            return ofPattern[pattern] + rarity.amount + min(rarity.payer, limits[pattern])
                + rarity.remark
        }
    }

    /// Corrects what is said of each pair by what history found. What has not been learnt is not
    /// what history was compared with.
    mutating func calibrate(_ calibration: Calibration, lefts: Int, rights: Int) {
        guard hasLearnt else { return }
        let rivals = PairRivals(pairs, weights, odds, lefts: lefts, rights: rights)
        let judge = Calibration.Judge(calibration)
        firstOdds = odds
        for pair in odds.indices {
            if let features = rivals.features(pair) { odds[pair] = judge.odds(features) }
        }
    }

    func millionths(_ pair: Int) -> Int { ScoredSolver.millionths(odds[pair]) }

    private static func millionths(_ odds: Int32) -> Int {
        Int(Binary.probability(odds)) * 1_000_000 / 65_536
    }

    /// A pair of the best choice, and how much the best choice without it is worth less.
    struct Choice {
        var pair: Int
        var margin: AssignmentMargins.Margin
    }

    private static func best(_ pairs: ScoredPairs, _ weights: [Int32], _ lefts: Int, _ rights: Int)
        -> [Choice]
    {
        let graph = SparseGraph(
            lefts: lefts, rights: rights, left: pairs.left, right: pairs.right
        ) { Int64(weights[$0]) }
        let assignment = Assignment(graph)
        var margins = AssignmentMargins(graph, assignment, limit: Int64(ScoredAnswer.marginLimit))
        return assignment.chosen.map {
            Choice(pair: $0, margin: margins.margin(ofLeft: Int(pairs.left[$0])))
        }
    }

    /// Two that could as well have each other's partners make propagation too sure of itself: what
    /// it tells around the loop it takes for news. There the margin says how sure a pair is, and
    /// who comes next is as likely as the pair is not.
    private mutating func temper() {
        for choice in choices where odds[choice.pair] > choice.margin.loss {
            let margin = Int32(choice.margin.loss)
            odds[choice.pair] = margin
            let (l, r) = (pairs.left[choice.pair], pairs.right[choice.pair])
            for next in [
                place(choice.margin.left, r), place(l, choice.margin.right),
            ] {
                if let next { odds[next] = max(odds[next], -margin) }
            }
        }
    }

    private func place(_ l: Int32, _ r: Int32) -> Int? {
        if l < 0 || r < 0 { return nil }
        return (Int(starts[Int(r)])..<Int(starts[Int(r) + 1])).first { pairs.left[$0] == l }
    }

    /// How likely each entry has any partner, in millionths.
    func mass(lefts: Int, rights: Int) -> (left: [Int], right: [Int]) {
        var mass = (
            left: Array(repeating: 0, count: lefts), right: Array(repeating: 0, count: rights)
        )
        for pair in odds.indices where odds[pair] > -16 * Binary.unit {
            mass.left[Int(pairs.left[pair])] += millionths(pair)
            mass.right[Int(pairs.right[pair])] += millionths(pair)
        }
        return mass
    }

    /// The likeliest lefts of a right, at most sixteen, none below one in a hundred.
    func candidates(ofRight r: Int) -> [Int32] {
        let own = (Int(starts[r])..<Int(starts[r + 1])).filter { millionths($0) >= 10_000 }
        let sorted = own.sorted { (odds[$1], $0) < (odds[$0], $1) }
        return sorted.prefix(WindowSearch.namedRivals).map { pairs.left[$0] }
    }

    /// The pair's evidence; `instead` names places of both sides.
    func answer(_ choice: Choice, _ l: Int32, _ r: Int32, _ pass: UInt8) -> ScoredAnswer {
        let pair = choice.pair
        let weight = model.weight(of: Int(pairs.pattern[pair]))
        var rarity = pairs.rarity[pair]
        rarity.payer = min(rarity.payer, model.rarityLimit(of: Int(pairs.pattern[pair])))
        return ScoredAnswer(
            left: l, right: r, pass: pass, probabilityMillionths: millionths(pair),
            firstMillionths: firstOdds.isEmpty ? nil : ScoredSolver.millionths(firstOdds[pair]),
            amount: weight.amount + rarity.amount, time: weight.time, channel: weight.channel,
            payer: weight.payer + rarity.payer, remark: weight.remark + rarity.remark,
            isNameFolded: ScoredLevels.levels(of: Int(pairs.pattern[pair])).name
                == Int(TextAgreement.folded.rawValue),
            margin: Int32(choice.margin.loss),
            isMarginFloor: choice.margin.isFloor,
            instead: (left: choice.margin.left, right: choice.margin.right))
    }
}
