/// Which choices of positive amounts sum to one of the targets: none, just one, or how many.
///
/// One target against one list of amounts. Few sums in between: every one of them with its number
/// of ways, in order (`SumList`). Many: a bit per sum (`SubsetStages`), which ends as soon as a
/// second way is seen.
struct SubsetSums {
    /// Equal amounts are one class; of a class that is taken in part, any members will do.
    struct Class: Equatable {
        var amount: Int
        var count: Int
    }

    enum Verdict: Equatable {
        case none, unique
        case several
        /// Classes that were looked at before the budget ended.
        case budget(considered: Int)
    }

    struct Answer: Equatable {
        var verdict: Verdict
        /// Choices, saturating at `countLimit`; exact unless `isFloor`.
        var count = 0
        var isFloor = false
        /// Up to `wanted` of the choices that differ in amounts: how many of each class.
        var choices: [[Int]] = []
        /// Choices that were to be expected by accident, from how many sums nearby are reached.
        var chanceMillionths: Int64 = 0
        var spent = 0
    }

    /// Nobody acts on whether there are two or four billion of them.
    static let countLimit = 1 << 31
    /// Words that exact counts may cost where two-or-more would cost less: some ten amounts.
    static let countedExactly = 1 << 16
    /// Bits of one set: thirty-two megabytes of memory.
    static let bitLimit = 1 << 28

    /// From the greatest amount down: the great ones decide soonest.
    let classes: [Class]
    /// Ascending, apart from each other.
    let targets: [ClosedRange<Int>]
    /// Around the targets, for what is reached by accident.
    let near: [ClosedRange<Int>]
    let budget: Int
    /// `ahead[i]`: the sum of the classes from i on.
    let ahead: [Int]

    /// Amounts are positive. Those above what is asked after take no part; all others are divided
    /// by what divides them all.
    init(
        _ classes: [Class], targets: [ClosedRange<Int>], near: [ClosedRange<Int>], budget: Int
    ) {
        let top = (targets + near).reduce(0) { max($0, $1.upperBound) }
        let divisor = max(
            1,
            classes.reduce(0) {
                $1.amount > top ? $0 : SubsetSums.greatestDivisor($0, $1.amount)
            })
        // A class keeps its place: choices are told in the order that was handed in.
        self.classes = classes.map {
            Class(amount: $0.amount / divisor, count: $0.amount > top ? 0 : $0.count)
        }
        self.targets = targets.compactMap { SubsetSums.divided($0, by: divisor) }
        self.near = near.compactMap { SubsetSums.divided($0, by: divisor) }
        self.budget = budget
        var ahead = Array(repeating: 0, count: classes.count + 1)
        for place in classes.indices.reversed() {
            ahead[place] = ahead[place + 1]
            ahead[place] += self.classes[place].amount * self.classes[place].count
        }
        self.ahead = ahead
    }

    static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return a
    }

    /// The multiples of a divisor within a range, counted from it; nil where there are none.
    private static func divided(_ range: ClosedRange<Int>, by divisor: Int) -> ClosedRange<Int>? {
        let low = max(0, (range.lowerBound + divisor - 1) / divisor)
        let high = range.upperBound < 0 ? -1 : range.upperBound / divisor
        return low <= high ? low...high : nil
    }

    func solve(wanted: Int) -> Answer {
        guard let first = targets.first, ahead[0] >= first.lowerBound else {
            return Answer(verdict: .none)
        }
        // A list of at most 2^n sums against a bit for each sum up to the top.
        let items = classes.reduce(0) { $0 + $1.count }
        let listed = items < 40 ? (1 << items) * SumList.wordsPerSum : Int.max
        let dense = top < SubsetSums.bitLimit ? denseCost() : Int.max
        if listed <= max(dense, SubsetSums.countedExactly) || dense > budget {
            return SumList.solve(self, wanted: wanted)
        }
        return solveDense(wanted: wanted)
    }

    /// The least and the greatest sum that is asked after.
    var least: Int { (targets + near).reduce(Int.max) { min($0, $1.lowerBound) } }
    var top: Int { (targets + near).reduce(0) { max($0, $1.upperBound) } }

    /// As many as would be hit at random, if the targets were like the sums nearby.
    func chance(reached: Int) -> Int64 {
        let asked = targets.reduce(0) { $0 + $1.count }
        let possible = near.reduce(0) { $0 + $1.count } - asked
        return possible > 0 ? Int64(reached) * Int64(asked) * 1_000_000 / Int64(possible) : 0
    }

    /// Sums that still matter after the classes before `place`, of a set that may reach `top`.
    func range(before place: Int, _ top: Int, _ least: Int) -> ClosedRange<Int> {
        let high = min(top, ahead[0] - ahead[place])
        return min(high, max(0, least - ahead[place]))...high
    }

    private func denseCost() -> Int {
        var cost = 0
        let (least, top) = (least, top)
        for place in classes.indices {
            let range = range(before: place + 1, top, least)
            let words = range.upperBound / 64 - range.lowerBound / 64 + 1
            cost += words * ReachableSums.steps(classes[place].count)
            if cost > budget { return Int.max }
        }
        return cost
    }

    func solveDense(wanted: Int, keptWords: Int = SubsetStages.keptWords) -> Answer {
        var stages = SubsetStages(self, keptWords: keptWords)
        stages.search()
        var answer = Answer(verdict: .none)
        let reached = near.reduce(0) { $0 + stages.sums.count(in: $1) }
        let own = targets.reduce(0) { $0 + stages.sums.count(in: $1) }
        answer.chanceMillionths = chance(reached: reached - own)
        let only = stages.ways == 1 ? stages.onlyChoice() : nil
        answer.spent = stages.spent
        guard stages.ways > 0 else { return answer }
        answer.verdict = only == nil ? .several : .unique
        answer.count = only == nil ? 2 : 1
        answer.isFloor = only == nil
        guard wanted > 0 else { return answer }
        answer.choices = only.map { [$0] } ?? choices(wanted: wanted, &answer.spent)
        return answer
    }
}

extension SubsetSums {
    /// Up to `wanted` choices, the same ones whatever was searched before.
    private func choices(wanted: Int, _ spent: inout Int) -> [[Int]] {
        var found: [[Int]] = []
        for target in targets {
            for sum in target where found.count < wanted {
                found += choices(of: sum, 0..<classes.count, wanted: wanted - found.count, &spent)
            }
        }
        return found
    }

    /// A sum is made of what the first half of the classes makes and the second adds: so no step of
    /// the way needs to be kept, at twice the work of the first search.
    private func choices(
        of sum: Int, _ places: Range<Int>, wanted: Int, _ spent: inout Int
    ) -> [[Int]] {
        if places.count == 1 {
            let one = classes[places.lowerBound]
            let isMade = sum % one.amount == 0 && sum / one.amount <= one.count
            return isMade ? [[sum / one.amount]] : []
        }
        if sum == 0 { return [Array(repeating: 0, count: places.count)] }
        let middle = places.lowerBound + places.count / 2
        let halves = (places.lowerBound..<middle, middle..<places.upperBound)
        let (first, second) = (reach(halves.0, sum, &spent), reach(halves.1, sum, &spent))
        var found: [[Int]] = []
        var start = 0
        while found.count < wanted, let part = first.firstSplit(of: sum, second, from: start) {
            start = part + 1
            let left = choices(of: part, halves.0, wanted: wanted - found.count, &spent)
            if left.isEmpty { continue }
            let right = choices(
                of: sum - part, halves.1, wanted: wanted - found.count, &spent)
            for one in left {
                for other in right where found.count < wanted { found.append(one + other) }
            }
        }
        return found
    }

    private func reach(_ places: Range<Int>, _ top: Int, _ spent: inout Int) -> ReachableSums {
        var sums = ReachableSums(limit: top)
        var reached = 0
        for place in places {
            reached = min(top, reached + classes[place].amount * classes[place].count)
            spent += sums.add(classes[place].amount, count: classes[place].count, 0...reached)
        }
        return sums
    }
}
