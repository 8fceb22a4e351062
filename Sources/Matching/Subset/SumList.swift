/// The sums that some amounts can make, each with its number of ways, in ascending order.
///
/// For few amounts, or sums too far apart for a bit each: the list doubles at most with every
/// amount, and sums that can no longer end in a target are left out.
struct SumList {
    private var sums: [Int] = [0]
    private var ways: [UInt32] = [1]

    /// A sum of a list costs about as much as so many words of `ReachableSums`.
    static let wordsPerSum = 8
    /// Sums kept of all steps together, for telling the choices: fifty megabytes.
    static let keptLimit = 1 << 22

    static func solve(_ problem: SubsetSums, wanted: Int) -> SubsetSums.Answer {
        var answer = SubsetSums.Answer(verdict: .none)
        guard !problem.targets.isEmpty else { return answer }
        let (least, top) = (problem.least, problem.top)
        var steps = [SumList()]
        var kept = 1
        for (place, one) in problem.classes.enumerated() {
            let low = least - problem.ahead[place + 1]
            let next = steps[place].adding(one, low: low, high: top)
            kept += next.sums.count
            answer.spent += next.sums.count * SumList.wordsPerSum * one.count
            guard answer.spent <= problem.budget, kept <= keptLimit else {
                answer.verdict = .budget(considered: place)
                return answer
            }
            steps.append(next)
        }
        let final = steps[steps.count - 1]
        for target in problem.targets {
            for place in final.place(of: target.lowerBound)..<final.sums.count {
                if final.sums[place] > target.upperBound { break }
                answer.count = min(
                    SubsetSums.countLimit, answer.count + Int(final.ways[place]))
                let rest = wanted - answer.choices.count
                if rest > 0 {
                    answer.choices += choices(
                        of: final.sums[place], steps, problem.classes[...], wanted: rest)
                }
            }
        }
        let near = problem.near.reduce(0) { $0 + final.count(in: $1) }
        let own = problem.targets.reduce(0) { $0 + final.count(in: $1) }
        answer.chanceMillionths = problem.chance(reached: near - own)
        answer.isFloor = answer.count == SubsetSums.countLimit
        answer.verdict = answer.count == 0 ? .none : answer.count == 1 ? .unique : .several
        return answer
    }

    /// With some or all of a class; what is below `low` or above `high` leads nowhere.
    private func adding(_ one: SubsetSums.Class, low: Int, high: Int) -> SumList {
        var result = self
        for times in 1..<one.count + 1 {
            let distance = one.amount * times
            if distance > high { break }
            let combinations = SumList.combinations(times, of: one.count)
            result = result.merged(with: self, distance, combinations, low: low, high: high)
        }
        let start = result.place(of: low)
        result.sums.removeFirst(start)
        result.ways.removeFirst(start)
        return result
    }

    /// C(count, times), as far as it matters.
    static func combinations(_ times: Int, of count: Int) -> Int {
        var result = 1
        for step in 0..<min(times, count - times) {
            result = result * (count - step) / (step + 1)
            if result >= SubsetSums.countLimit { return SubsetSums.countLimit }
        }
        return result
    }

    private func merged(
        with other: SumList, _ distance: Int, _ times: Int, low: Int, high: Int
    ) -> SumList {
        var merged = SumList()
        merged.sums = []
        merged.ways = []
        merged.sums.reserveCapacity(sums.count + other.sums.count)
        merged.ways.reserveCapacity(sums.count + other.sums.count)
        var (own, next) = (0, other.place(of: low - distance))
        while own < sums.count || next < other.sums.count {
            let ownSum = own < sums.count ? sums[own] : Int.max
            let moved = next < other.sums.count ? other.sums[next] + distance : Int.max
            if min(ownSum, moved) > high { break }
            var count = 0
            if ownSum <= moved {
                count += Int(ways[own])
                own += 1
            }
            if moved <= ownSum {
                count += Int(other.ways[next]) * times
                next += 1
            }
            merged.sums.append(min(ownSum, moved))
            merged.ways.append(UInt32(min(SubsetSums.countLimit, count)))
        }
        return merged
    }

    /// Where the first sum stands that is not below another.
    private func place(of sum: Int) -> Int {
        var (low, high) = (0, sums.count)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] < sum { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func contains(_ sum: Int) -> Bool {
        let place = place(of: sum)
        return place < sums.count && sums[place] == sum
    }

    private func count(in range: ClosedRange<Int>) -> Int {
        place(of: range.upperBound + 1) - place(of: range.lowerBound)
    }

    /// Choices of a sum, the last classes first, as few of each as do.
    private static func choices(
        of sum: Int, _ steps: [SumList], _ classes: ArraySlice<SubsetSums.Class>, wanted: Int
    ) -> [[Int]] {
        guard let last = classes.last else { return sum == 0 ? [[]] : [] }
        let before = classes.count - 1
        var found: [[Int]] = []
        for times in 0...last.count where found.count < wanted {
            let rest = sum - last.amount * times
            guard rest >= 0, steps[before].contains(rest) else { continue }
            let earlier = choices(
                of: rest, steps, classes.dropLast(), wanted: wanted - found.count)
            found += earlier.map { $0 + [times] }
        }
        return found
    }
}
