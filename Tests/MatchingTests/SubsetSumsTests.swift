import Testing

@testable import Matching

@Suite("Sums of subsets") struct SubsetSumsTests {
    /// Subsets of `amounts` whose sum lies in `range`, one after another by Gray code.
    static func count(_ amounts: [Int], in range: ClosedRange<Int>) -> Int {
        var (sum, taken, found) = (0, 0, range.contains(0) ? 1 : 0)
        for step in 1..<(1 << amounts.count) {
            let place = step.trailingZeroBitCount
            taken ^= 1 << place
            sum += taken >> place & 1 == 1 ? amounts[place] : -amounts[place]
            if range.contains(sum) { found += 1 }
        }
        return found
    }

    struct Instance {
        var amounts: [Int]
        var range: ClosedRange<Int>
        var near: ClosedRange<Int>

        /// Few and many amounts, small and large, on steps and price points, planted and not.
        init(seed: Int, count: Int? = nil) {
            var random = SplitMix64(state: UInt64(seed))
            let size = count ?? 1 + random.below(seed % 40 == 0 ? 13 : 9)
            let spread = [20, 300, 5_000, 1_000_000, 3_000_000_000][random.below(5)]
            let step = [1, 1, 10, 25][random.below(4)]
            let tiers = (0..<3).map { _ in (1 + random.below(spread)) * step }
            let usesTiers = random.below(3) == 0
            amounts = (0..<size).map { _ in
                usesTiers && random.below(2) == 0
                    ? tiers[random.below(3)] : (1 + random.below(spread)) * step
            }
            var target = 1 + random.below(spread * size)
            if random.below(3) > 0 {
                target = amounts.filter { _ in random.below(2) == 0 }.reduce(0, +)
            }
            let tolerance = random.below(3) == 0 ? random.below(20) : 0
            range = max(1, target - tolerance)...max(1, target + tolerance)
            near = max(1, target - 1_000)...target + 1_000
        }

        func problem(budget: Int = 100_000_000) -> SubsetSums {
            var counts: [Int: Int] = [:]
            for amount in amounts { counts[amount, default: 0] += 1 }
            let classes = counts.keys.sorted(by: >).map {
                SubsetSums.Class(amount: $0, count: counts[$0]!)
            }
            return SubsetSums(classes, targets: [range], near: [near], budget: budget)
        }
    }

    private func check(_ instance: Instance, _ seed: Int) {
        let expected = Self.count(instance.amounts, in: instance.range)
        let problem = instance.problem()
        var answers = [problem.solve(wanted: 3)]
        if !problem.targets.isEmpty {
            answers.append(SumList.solve(problem, wanted: 3))
            if instance.range.upperBound < 50_000 {
                answers.append(problem.solveDense(wanted: 3))
                // As where a stage has so many words that only one in between is kept.
                answers.append(problem.solveDense(wanted: 3, keptWords: 1))
            }
        }
        for answer in answers {
            switch answer.verdict {
            case .none: #expect(expected == 0, "seed \(seed)")
            case .unique: #expect(expected == 1, "seed \(seed)")
            case .several:
                #expect(
                    answer.isFloor
                        ? answer.count <= expected && expected >= 2 : answer.count == expected,
                    "seed \(seed)")
            case .budget: Issue.record("seed \(seed) has no budget")
            }
            #expect(answer.choices.isEmpty == (expected == 0), "seed \(seed)")
            #expect(Set(answer.choices).count == answer.choices.count, "seed \(seed)")
            for choice in answer.choices {
                let sum = zip(choice, problem.classes).reduce(0) { $0 + $1.0 * $1.1.amount }
                #expect(problem.targets[0].contains(sum), "seed \(seed)")
                #expect(zip(choice, problem.classes).allSatisfy { $0 <= $1.count })
            }
        }
    }

    @Test("Ten thousand instances are counted as by hand", arguments: 0..<20)
    func counted(_ part: Int) {
        for seed in part * 500..<(part + 1) * 500 { check(Instance(seed: seed), seed) }
    }

    @Test("Twenty-two amounts, four million subsets", arguments: [1, 2, 5])
    func large(_ seed: Int) {
        check(Instance(seed: seed, count: 22), seed)
    }

    @Test("A thousand amounts of one price are one class, and its choice is certain")
    func equalAmounts() {
        let one = SubsetSums.Class(amount: 990, count: 1_000)
        func answer(_ times: Int) -> SubsetSums.Answer {
            SubsetSums(
                [one], targets: [990 * times...990 * times], near: [1...990 * 1_001],
                budget: 100_000_000
            ).solve(wanted: 3)
        }
        #expect(answer(1_000).verdict == .unique)
        #expect(answer(7).verdict == .several)
        #expect(answer(7).choices == [[7]])
        #expect(answer(1_001).verdict == .none)
    }

    @Test("Whatever divides all amounts must divide the sum")
    func divisor() {
        let amounts = (1...60).map { SubsetSums.Class(amount: 100 * $0 * $0, count: 1) }
        let answer = SubsetSums(
            amounts.reversed(), targets: [123_450...123_450], near: [123_000...124_000],
            budget: 1_000
        ).solve(wanted: 1)
        #expect(answer.verdict == .none)
    }

    /// Powers of two make every sum in one way, whichever stages are kept; one amount twice as
    /// large makes most sums in two.
    @Test("The only way is gone back through many stages", arguments: [1, 50, 1 << 17])
    func onlyWay(_ keptWords: Int) {
        let powers = (0..<18).map { SubsetSums.Class(amount: 1 << (17 - $0), count: 1) }
        func answer(_ classes: [SubsetSums.Class], _ sum: Int) -> SubsetSums.Answer {
            SubsetSums(classes, targets: [sum...sum], near: [], budget: 100_000_000)
                .solveDense(wanted: 2, keptWords: keptWords)
        }
        for sum in stride(from: 1, to: 1 << 18, by: 4_099) {
            let found = answer(powers, sum)
            #expect(found.verdict == .unique)
            #expect(found.choices == [(0..<18).map { sum >> (17 - $0) & 1 }])
        }
        #expect(answer(powers, 1 << 18).verdict == .none)
        let doubled = [SubsetSums.Class(amount: 1 << 16, count: 1)] + powers
        #expect(answer(doubled, 3).verdict == .unique)
        #expect(answer(doubled, 1 << 17 | 3).verdict == .several)
    }

    @Test("An amount above the target neither takes part nor hides what divides the others")
    func tooLarge() {
        let odd = SubsetSums.Class(amount: 10_001, count: 2)
        let even = (1...60).map { SubsetSums.Class(amount: 2 * (90 - $0), count: 1) }
        func answer(_ sum: Int) -> SubsetSums.Answer {
            SubsetSums([odd] + even, targets: [sum...sum], near: [], budget: 1_000_000)
                .solve(wanted: 1)
        }
        #expect(answer(3_001) == SubsetSums.Answer(verdict: .none))
        #expect(answer(3_002).verdict == .several)
        #expect(answer(3_002).choices[0][0] == 0)
        #expect(answer(60).choices == [[0] + (1...60).map { $0 == 60 ? 1 : 0 }])
    }

    @Test("The budget ends a search, which says how far it came and nothing else")
    func budget() {
        let instance = Instance(seed: 3, count: 20)
        let answer = instance.problem(budget: 500).solve(wanted: 3)
        guard case .budget(let considered) = answer.verdict else {
            Issue.record("\(answer.verdict)")
            return
        }
        #expect(considered < 20 && answer.choices.isEmpty)
    }

    @Test("Numbers of choices saturate and never vanish")
    func saturation() {
        #expect(SumList.combinations(0, of: 60) == 1)
        #expect(SumList.combinations(60, of: 60) == 1)
        #expect(SumList.combinations(59, of: 60) == 60)
        #expect(SumList.combinations(30, of: 60) == SubsetSums.countLimit)
        #expect(SumList.combinations(3, of: 7) == 35)
    }
}
