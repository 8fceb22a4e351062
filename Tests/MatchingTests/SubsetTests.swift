import Records
import Testing

@testable import Matching

@Suite("One entry as the sum of several") struct SubsetTests {
    typealias Row = LegBuilder.Row
    typealias Structure = SubsetStructure

    /// Orders that a bank credit pays for; the orders' numbers are no key of the bank.
    static func leg(
        _ lefts: [Row], _ rights: [Row], _ change: (inout SubsetRule) -> Void = { _ in }
    ) -> LegBuilder {
        var leg = LegBuilder()
        var rule = SubsetRule()
        change(&rule)
        leg.definition.passes = [Pass(name: "subset", method: .subset(rule))]
        leg.left = lefts
        leg.right = rights
        return leg
    }

    static func order(
        _ name: String, _ amount: Int64, _ hour: Int64 = 8, batch: String = "", channel: Int = 0
    ) -> Row {
        Row(
            reference: name, amount: amount, at: LegBuilder.at(hour), kind: .order,
            batch: batch, tag: UInt64(channel))
    }

    static func credit(_ amount: Int64, _ hour: Int64 = 20, tag: UInt64 = 0) -> Row {
        Row(amount: amount, at: LegBuilder.at(hour), kind: .transfer, tag: tag)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var structures: [Structure]
        var lefts: [Row]
        var rights: [Row]
        var verdicts: [SubsetAnswer.Verdict]
        var classes: [EntryClass]
        var findings: [Finding?]
    }

    static let anySet = [Structure([], .any)]
    static let cases: [Case] = [
        Case(
            testDescription: "the only set is matched", structures: anySet,
            lefts: [order("A", 10_007), order("B", 20_011), order("C", 40_013)],
            rights: [credit(50_020)], verdicts: [.unique], classes: [.matched],
            findings: [.subsetUnique]),
        Case(
            testDescription: "two sets are not guessed between", structures: anySet,
            lefts: [order("A", 100), order("B", 200), order("C", 300)],
            rights: [credit(300)], verdicts: [.several], classes: [.ambiguous],
            findings: [.subsetSeveral]),
        Case(
            testDescription: "equal amounts stand for each other", structures: anySet,
            lefts: [order("A", 10_000), order("B", 10_000), order("C", 30_000)],
            rights: [credit(40_000)], verdicts: [.several], classes: [.ambiguous],
            findings: [.subsetSeveral]),
        Case(
            testDescription: "no set, no word of it", structures: anySet,
            lefts: [order("A", 10_007), order("B", 20_011)], rights: [credit(30_000)],
            verdicts: [.none], classes: [.missingLeft], findings: [.orphanTransfer]),
        Case(
            testDescription: "the batch that is whole decides",
            structures: [Structure([.batch], .whole), Structure([], .any)],
            lefts: [
                order("A", 100, batch: "X"), order("B", 200, batch: "X"),
                order("C", 300, batch: "Y"), order("D", 400, batch: "Y"),
            ],
            rights: [credit(700)], verdicts: [.unique], classes: [.matched],
            findings: [.subsetUnique]),
        Case(
            testDescription: "one credit pays two of three batches",
            structures: [Structure([.batch], .whole), Structure([], .batches)],
            lefts: [
                order("A", 10_103, batch: "X"), order("B", 20_301, batch: "X"),
                order("C", 30_007, batch: "Y"), order("D", 44_009, batch: "Z"),
            ],
            rights: [credit(74_413)], verdicts: [.unique], classes: [.matched],
            findings: [.subsetUnique]),
        Case(
            testDescription: "consecutive orders, where any set would do",
            structures: [Structure([], .run)],
            lefts: [
                order("A", 31_000, 8), order("B", 20_700, 9), order("C", 10_300, 10),
                order("D", 52_100, 11),
            ],
            rights: [credit(31_000)], verdicts: [.several], classes: [.ambiguous],
            findings: [.subsetSeveral]),
        Case(
            testDescription: "what happened at one moment is not cut apart",
            structures: [Structure([], .run)],
            lefts: [order("A", 31_000, 8), order("B", 20_700, 9), order("C", 10_300, 9)],
            rights: [credit(51_700)], verdicts: [.none], classes: [.missingLeft],
            findings: [.orphanTransfer]),
        Case(
            testDescription: "two credits that claim one order are both left open",
            structures: anySet,
            lefts: [order("A", 10_007), order("B", 20_011), order("C", 40_013)],
            rights: [credit(30_018), credit(60_024, 21)],
            verdicts: [.contested, .contested], classes: [.ambiguous, .ambiguous],
            findings: [.subsetSeveral, .subsetSeveral]),
        Case(
            testDescription: "a refund inside a settlement lowers it", structures: anySet,
            lefts: [
                order("A", 10_007), order("B", 20_011),
                Row(reference: "B", amount: -5_003, at: LegBuilder.at(9), kind: .refund),
            ],
            rights: [credit(15_008)], verdicts: [.unique], classes: [.matched],
            findings: [.subsetUnique]),
    ]

    @Test("Each case has its answer", arguments: cases)
    func answers(_ one: Case) {
        let outcome = Self.leg(one.lefts, one.rights) {
            $0.structures = one.structures
            $0.chanceMillionths = 200_000
        }.run()
        let answers = outcome.subsets.sorted { $0.target < $1.target }
        #expect(answers.map(\.verdict) == one.verdicts)
        #expect(outcome.right.classes == one.classes)
        #expect(outcome.right.findings.map(\.primary) == one.findings)
        #expect(outcome.closes)
        for answer in answers where answer.verdict == .unique {
            let parts = Set(answer.solutions[0])
            #expect(
                outcome.left.classes.indices.allSatisfy {
                    (outcome.left.classes[$0] == .matched) == parts.contains(Int32($0))
                })
        }
    }

    @Test("What a set differs by is told: equal amounts, or the batch that would decide")
    func apart() {
        let lefts = [
            Self.order("A", 10_000), Self.order("B", 10_000), Self.order("C", 30_000, batch: "X"),
            Self.order("D", 30_000, batch: "Y"),
        ]
        let outcome = Self.leg(lefts, [Self.credit(30_000)]) {
            $0.structures = [Structure([.batch], .whole), Structure([], .any)]
        }.run()
        #expect(outcome.subsets[0].verdict == .several)
        #expect(outcome.subsets[0].count == 2)
        #expect(outcome.subsets[0].apart == [.batch])
        let equal = Self.leg(Array(lefts[0...2]), [Self.credit(40_000)]) {
            $0.structures = Self.anySet
        }.run()
        #expect(equal.subsets[0].isInterchangeable)
        #expect(equal.subsets[0].count == 2)
    }

    @Test("Among many sets one fits by accident, and is not confirmed")
    func accident() {
        var random = SplitMix64(state: 11)
        let lefts = (0..<11).map { Self.order("A\($0)", Int64(100 + random.below(900))) }
        let sum = lefts[0].amount + lefts[4].amount + lefts[7].amount
        let outcome = Self.leg(lefts, [Self.credit(sum)]) { $0.structures = Self.anySet }.run()
        let answer = outcome.subsets[0]
        #expect(answer.chanceMillionths > 10_000)
        #expect([.chance, .several].contains(answer.verdict))
        #expect(outcome.right.classes == [.ambiguous])
        #expect(!outcome.left.classes.contains(.matched))
    }

    @Test("A payout of what is left after fees is explained by them")
    func net() {
        let lefts = [
            Row(reference: "A", amount: 10_007, at: LegBuilder.at(8), kind: .order, fee: -60),
            Row(reference: "B", amount: 20_011, at: LegBuilder.at(9), kind: .order, fee: -120),
        ]
        let outcome = Self.leg(lefts, [Self.credit(29_838)]) {
            $0.structures = Self.anySet
            $0.measure = .net
        }.run()
        #expect(outcome.right.classes == [.matched])
        #expect(outcome.closes)
        let line = outcome.statement.bridges[0].lines.first { $0.reason == .settledFees }
        #expect(line?.units == -180)
        #expect(outcome.matches.members[0]?.count == 3)
    }

    @Test("A difference within the tolerance is within tolerance", arguments: [0, 3, 4])
    func tolerance(_ off: Int64) {
        let lefts = [Self.order("A", 10_007), Self.order("B", 20_011)]
        let outcome = Self.leg(lefts, [Self.credit(30_018 - off)]) {
            $0.structures = Self.anySet
            $0.tolerance.absoluteUnits = 3
        }.run()
        let expected: [EntryClass] =
            off == 0 ? [.matched] : off <= 3 ? [.matchedWithinTolerance] : [.missingLeft]
        #expect(outcome.right.classes == expected)
        #expect(outcome.closes)
    }

    @Test("A known number of parts decides where the sum alone does not")
    func knownCount() {
        let lefts = [
            Self.order("A", 10_001), Self.order("B", 20_003), Self.order("C", 30_004),
            Self.order("D", 70_000),
        ]
        func outcome(_ items: ClosedRange<Int>) -> LegOutcome {
            Self.leg(lefts, [Self.credit(30_004)]) {
                $0.structures = Self.anySet
                $0.items = items
            }.run()
        }
        #expect(outcome(1...9).subsets[0].verdict == .several)
        #expect(outcome(2...2).right.classes == [.matched])
        #expect(outcome(1...1).left.classes[2] == .matched)
        #expect(outcome(3...9).subsets[0].verdict == .none)
    }

    @Test("What one credit takes leaves the other only one way")
    func rounds() {
        let lefts = [
            Self.order("A", 10_001, batch: "X"), Self.order("B", 10_001, 9),
            Self.order("C", 30_007, 10),
        ]
        let outcome = Self.leg(lefts, [Self.credit(10_001), Self.credit(40_008, 21)]) {
            $0.structures = [Structure([.batch], .whole), Structure([], .any)]
        }.run()
        #expect(outcome.right.classes == [.matched, .matched])
        #expect(outcome.left.partner == [0, 1, 1])
        #expect(outcome.closes)
    }

    @Test("An order number on the right is a key, and is not summed")
    func keyed() {
        var credit = Self.credit(30_018)
        credit.reference = "K"
        let outcome = Self.leg(
            [Self.order("A", 10_007), Self.order("B", 20_011)], [credit]
        ).run()
        #expect(outcome.subsets.isEmpty)
    }

    @Test("Parts outside the stretch of time take no part")
    func window() {
        let lefts = [Self.order("A", 10_007, 1), Self.order("B", 20_011, 19)]
        let outcome = Self.leg(lefts, [Self.credit(30_018)]) {
            $0.beforeSeconds = 3_600 * 2
            $0.structures = Self.anySet
        }.run()
        #expect(outcome.subsets[0].candidates == 1)
        #expect(outcome.subsets[0].verdict == .none)
    }

    /// Sets under a structure that sum to the credit, counted without any of the pass's code.
    private func count(_ shape: Structure.Shape, _ rows: [Row], _ sum: Int64) -> Int {
        if shape == .any {
            return SubsetSumsTests.count(
                rows.map { Int($0.amount) }, in: Int(sum)...Int(sum))
        }
        let ordered = rows.sorted { $0.at < $1.at }
        let moments = Set(rows.map(\.at)).sorted()
        var found = 0
        for (place, first) in moments.enumerated() {
            for last in moments[place...] {
                let total = ordered.filter { (first...last).contains($0.at) }
                    .reduce(0) { $0 + $1.amount }
                if total == sum { found += 1 }
            }
        }
        return found
    }

    @Test("Over seeds nothing is confirmed that is not the only one", arguments: 0..<400)
    func neverWrong(_ seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        let shape: Structure.Shape = random.below(2) == 0 ? .any : .run
        let spread = [20, 400, 20_000][random.below(3)]
        var lefts: [Row] = []
        for index in 0..<1 + random.below(9) {
            let isRefund = random.below(7) == 0
            var row = Self.order(
                "A\(index)", Int64(1 + random.below(spread)) * (isRefund ? -1 : 1),
                Int64(random.below(12)))
            row.kind = isRefund ? .refund : .order
            row.tag = UInt64(index)
            lefts.append(row)
        }
        var sum = lefts.filter { _ in random.below(2) == 0 }.reduce(0) { $0 + $1.amount }
        if random.below(3) == 0 { sum += Int64(random.below(9)) }
        if sum == 0 { sum = 17 }
        let leg = Self.leg(lefts, [Self.credit(sum)]) {
            $0.structures = [Structure([], shape)]
            $0.chanceMillionths = 1_000_000
        }
        let outcome = leg.run()
        #expect(outcome.closes)
        let expected = count(shape, lefts, sum)
        let answer = outcome.subsets[0]
        switch answer.verdict {
        case .unique, .chance: #expect(expected == 1, "seed \(seed)")
        case .none: #expect(expected == 0, "seed \(seed)")
        case .several:
            #expect(answer.isFloor ? expected >= 2 : expected == Int(answer.count), "seed \(seed)")
        default: Issue.record("seed \(seed): \(answer.verdict)")
        }
        var shuffled = leg
        shuffled.left.shuffleBySeed(UInt64(seed))
        #expect(shuffled.run().subsets.map(\.verdict) == [answer.verdict])
    }
}
