/// What of one target's candidates sums to it, under one structure.
struct SubsetSearch {
    /// Two sums that are asked for, and the stretch around them that tells of accidents.
    let sums: ClosedRange<Int>
    let near: ClosedRange<Int>
    let items: ClosedRange<Int>
    let budget: Int
    /// What divides all amounts of the candidates.
    private let divisor: Int
    private(set) var found = Found()

    /// Entries of which any set may do: more make a sum in more ways than anyone can tell apart.
    static let candidateLimit = 4_096

    struct Found {
        var count = 0
        var isFloor = false
        var solutions: [[Int]] = []
        var isInterchangeable = false
        var spent = 0
        var isExhausted = false
        var considered = 0
        fileprivate var reached = 0
        var chanceMillionths: Int64 = 0
    }

    /// Parts that follow each other, taken together or not at all.
    private struct Bundle {
        var units = 0
        var members: Range<Int>
    }

    /// `units` are of all parts; the target is positive.
    init(
        sums: ClosedRange<Int>, items: ClosedRange<Int>, budget: Int, units: [Int], of places: [Int]
    ) {
        self.sums = sums
        self.items = items
        self.budget = budget
        let middle = (sums.lowerBound + sums.upperBound) / 2
        // A thirty-second either way is like the target, and at least some hundred sums.
        let reach = max(middle / 32, 128 + sums.count)
        near = max(1, middle - reach)...middle + reach
        divisor = max(1, places.reduce(0) { SubsetSums.greatestDivisor($0, abs(units[$1])) })
    }

    /// Groups of candidates, in order of time within, by the structure's shape.
    static func run(
        _ structure: SubsetStructure, _ groups: [[Int]], units: [Int], time: [Int64],
        day: [Int32], _ start: SubsetSearch
    ) -> Found {
        var search = start
        switch structure.shape {
        case .whole:
            for group in groups where start.items.contains(group.count) {
                search.meet(group.reduce(0) { $0 + units[$1] }) { group }
            }
        case .run:
            for group in groups { search.runs(group, units) { time[$0] == time[$1] } }
        case .days:
            for group in groups { search.runs(group, units) { day[$0] == day[$1] } }
        case .batches: search.batches(groups, units)
        case .any: for group in groups { search.any(group, units) }
        }
        search.judgeChance()
        // Several ways with one choice of amounts: equal entries stand for each other.
        search.found.isInterchangeable =
            search.found.count > 1 && search.found.solutions.count == 1
        return search.found
    }

    /// A set with its sum: a solution, near one, or neither.
    @inline(__always)
    private mutating func meet(_ sum: Int, _ members: () -> [Int]) {
        found.spent += 1
        guard near.contains(sum) || sums.contains(sum) else { return }
        if !sums.contains(sum) {
            found.reached += 1
            return
        }
        found.count += 1
        if found.solutions.count < SubsetAnswer.namedSolutions { found.solutions.append(members()) }
    }

    private mutating func judgeChance() {
        guard found.reached > 0 else { return }
        let asked = sums.count / divisor + 1
        let possible = max(1, (near.count - sums.count) / divisor)
        found.chanceMillionths += Int64(found.reached) * Int64(asked) * 1_000_000 / Int64(possible)
    }

    /// Every stretch of bundles; a bundle is what `together` keeps together.
    private mutating func runs(
        _ group: [Int], _ units: [Int], _ together: (Int, Int) -> Bool
    ) {
        var bundles: [Bundle] = []
        for (place, part) in group.enumerated() {
            if place > 0, together(group[place - 1], part) {
                bundles[bundles.count - 1].members = bundles.last!.members.lowerBound..<place + 1
            } else {
                bundles.append(Bundle(members: place..<place + 1))
            }
            bundles[bundles.count - 1].units += units[part]
        }
        let top = max(near.upperBound, sums.upperBound)
        let isRising = bundles.allSatisfy { $0.units > 0 }
        for first in bundles.indices {
            var sum = 0
            for last in first..<bundles.count {
                sum += bundles[last].units
                found.spent += 1
                if isRising, sum > top { break }
                if found.spent > budget {
                    found.isExhausted = true
                    found.considered = first
                    return
                }
                let members = bundles[first].members.lowerBound..<bundles[last].members.upperBound
                if items.contains(members.count) { meet(sum) { Array(group[members]) } }
            }
        }
    }

    /// Up to three whole batches.
    private mutating func batches(_ groups: [[Int]], _ units: [Int]) {
        let totals = groups.map { group in group.reduce(0) { $0 + units[$1] } }
        let most = min(SubsetStructure.batchesOfOneTarget, groups.count)
        var own = SubsetProblem(totals, Array(groups.indices), sums: sums, near: near)
        own.limit(to: 1...max(1, most))
        take(own) { chosen in chosen.flatMap { groups[$0] }.sorted() }
    }

    private mutating func any(_ group: [Int], _ units: [Int]) {
        guard group.count <= SubsetSearch.candidateLimit else {
            found.isExhausted = true
            return
        }
        var own = SubsetProblem(units, group, sums: sums, near: near)
        if items.lowerBound > 1 || items.upperBound < SubsetRule.itemLimit {
            own.limit(to: items.clamped(to: 1...max(1, group.count)))
        }
        take(own) { $0 }
    }

    private mutating func take(_ problem: SubsetProblem, _ members: ([Int]) -> [Int]) {
        let answer = problem.sums(budget: budget - found.spent)
            .solve(wanted: SubsetAnswer.namedSolutions)
        found.spent += answer.spent
        if case .budget(let considered) = answer.verdict {
            found.isExhausted = true
            found.considered = max(found.considered, considered)
            return
        }
        found.chanceMillionths += answer.chanceMillionths
        found.count += answer.count
        found.isFloor = found.isFloor || answer.isFloor
        for choice in answer.choices where found.solutions.count < SubsetAnswer.namedSolutions {
            found.solutions.append(members(problem.members(of: choice)))
        }
    }
}
