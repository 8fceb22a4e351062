import Records
import Testing

@testable import Matching

@Suite("Entries that share a key add up") struct GroupTests {
    typealias Row = LegBuilder.Row

    static func leg(
        _ lefts: [Row], _ rights: [Row], _ change: (inout GroupRule) -> Void
    ) -> LegBuilder {
        var leg = LegBuilder()
        var rule = GroupRule(key: [.init(left: .batch, right: .batch)])
        change(&rule)
        leg.definition.passes = [Pass(name: "group", method: .group(rule))]
        leg.left = lefts
        leg.right = rights
        return leg
    }

    static func order(
        _ amount: Int64, _ batch: String, kind: EntryKind = .order, fee: Int64? = nil,
        hour: Int64 = 8
    ) -> Row {
        Row(
            reference: "\(batch)-\(amount)", amount: amount, at: LegBuilder.at(hour), kind: kind,
            fee: fee, batch: batch)
    }

    static func credit(_ amount: Int64, _ batch: String, hour: Int64 = 20) -> Row {
        Row(amount: amount, at: LegBuilder.at(hour), kind: .transfer, batch: batch)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var lefts: [Row]
        var rights: [Row]
        var change: @Sendable (inout GroupRule) -> Void = { _ in }
        var leftClasses: [EntryClass]
        var rightClasses: [EntryClass]
        var verdicts: [GroupAnswer.Verdict]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a batch and its payout",
            lefts: [order(1_000, "A"), order(2_500, "A"), order(99, "B")],
            rights: [credit(3_500, "A")],
            leftClasses: [.matched, .matched, .missingRight], rightClasses: [.matched],
            verdicts: [.equal]),
        Case(
            testDescription: "refunds count against their batch",
            lefts: [order(1_000, "A"), order(-400, "A", kind: .refund)],
            rights: [credit(600, "A")],
            leftClasses: [.matched, .matched], rightClasses: [.matched], verdicts: [.equal]),
        Case(
            testDescription: "net of the fees that the rows state",
            lefts: [order(1_000, "A", fee: -6), order(2_000, "A", fee: -12)],
            rights: [credit(2_982, "A")], change: { $0.measure = .net },
            leftClasses: [.matched, .matched], rightClasses: [.matched], verdicts: [.equal]),
        Case(
            testDescription: "a fee that only the rule knows is rounded sale by sale",
            // 0.6 % of 10.08 and of 20.09 are 6.048 and 12.054: 6 and 12, not 18.1.
            lefts: [
                order(1_008, "A"), order(2_009, "A"), order(-500, "A", kind: .refund),
            ],
            rights: [credit(2_499, "A")], change: { $0.feeMillionths = 6_000 },
            leftClasses: [.matched, .matched, .matched], rightClasses: [.matched],
            verdicts: [.equal]),
        Case(
            testDescription: "a cent off is no match, and goes on",
            lefts: [order(1_000, "A"), order(2_500, "A")], rights: [credit(3_499, "A")],
            leftClasses: [.missingRight, .missingRight], rightClasses: [.missingLeft],
            verdicts: [.differs]),
        Case(
            testDescription: "a cent off is within tolerance where the rule says so",
            lefts: [order(1_000, "A"), order(2_500, "A")], rights: [credit(3_499, "A")],
            change: { $0.tolerance.absoluteUnits = 1 },
            leftClasses: [.matchedWithinTolerance, .matchedWithinTolerance],
            rightClasses: [.matchedWithinTolerance], verdicts: [.withinTolerance]),
        Case(
            testDescription: "several of both sides",
            lefts: [order(1_000, "A"), order(2_500, "A")],
            rights: [credit(3_000, "A"), credit(500, "A", hour: 21)],
            leftClasses: [.matched, .matched], rightClasses: [.matched, .matched],
            verdicts: [.equal]),
        Case(
            testDescription: "two payouts where the rule asks for one",
            lefts: [order(1_000, "A"), order(2_500, "A")],
            rights: [credit(3_000, "A"), credit(500, "A", hour: 21)],
            change: { $0.shape = .manyToOne },
            leftClasses: [.missingRight, .missingRight],
            rightClasses: [.missingLeft, .missingLeft], verdicts: [.otherShape]),
        Case(
            testDescription: "one order that was paid in parts",
            lefts: [order(3_500, "A")],
            rights: [credit(3_000, "A"), credit(500, "A", hour: 21)],
            change: { $0.shape = .oneToMany },
            leftClasses: [.matched], rightClasses: [.matched, .matched], verdicts: [.equal]),
        Case(
            testDescription: "a booking and its reversal cancel each other out",
            lefts: [order(700, "B")],
            rights: [credit(3_000, "A"), credit(-3_000, "A", hour: 21), credit(700, "B")],
            change: { $0.shape = .rightZero },
            leftClasses: [.missingRight], rightClasses: [.ignored, .ignored, .missingLeft],
            verdicts: []),
        Case(
            testDescription: "three of the left cancel each other out",
            lefts: [order(700, "B"), order(-300, "B", kind: .refund), order(-400, "B")],
            rights: [], change: { $0.shape = .leftZero },
            leftClasses: [.ignored, .ignored, .ignored], rightClasses: [], verdicts: []),
        Case(
            testDescription: "a day of a channel, without any reference",
            lefts: [order(1_000, ""), order(2_500, "")], rights: [credit(3_500, "")],
            change: {
                $0.key.parts = []
                $0.attributes = [.day, .channel]
            },
            leftClasses: [.matched, .matched], rightClasses: [.matched], verdicts: [.equal]),
        Case(
            testDescription: "what is paid out the day after, not before",
            lefts: [order(1_000, "", hour: -20), order(2_500, "", hour: 8)],
            rights: [credit(1_000, "")],
            change: {
                $0.key.parts = []
                $0.attributes = [.day]
                $0.lag = Lag(days: 1)
            },
            leftClasses: [.matched, .missingRight], rightClasses: [.matched],
            verdicts: [.equal]),
    ]

    @Test("what is claimed, and what goes on", arguments: cases)
    func claims(_ row: Case) {
        let outcome = Self.leg(row.lefts, row.rights, row.change).run()
        #expect(outcome.left.classes == row.leftClasses)
        #expect(outcome.right.classes == row.rightClasses)
        #expect(outcome.groups.map(\.verdict) == row.verdicts)
        #expect(outcome.closes)
        let members = outcome.matches.members.values.map(\.count).reduce(0, +)
        let matched = (row.leftClasses + row.rightClasses).count {
            $0 == .matched || $0 == .matchedWithinTolerance
        }
        #expect(members == matched)
    }

    @Test("entries of a group that differs say so, unless a later pass claims them")
    func differs() throws {
        var leg = Self.leg(
            [10_007, 20_011, 40_013].map { Self.order($0, "A") }, [Self.credit(50_020, "A")]
        ) { _ in }
        let told = leg.run().breaks
        #expect(told.count == 4)
        #expect(told.allSatisfy { $0.findings.contains(.groupDiffers) })
        var subset = SubsetRule()
        subset.structures = [SubsetStructure([], .any)]
        leg.definition.passes.append(Pass(name: "subset", method: .subset(subset)))
        let outcome = leg.run()
        #expect(outcome.left.classes == [.matched, .missingRight, .matched])
        #expect(outcome.left.findings[1].contains(.groupDiffers))
        #expect(!outcome.left.findings[0].contains(.groupDiffers))
    }

    @Test("a payout that should have been a sum is missed, and not passed over as no sale")
    func payout() {
        var credit = Self.credit(3_499, "A")
        credit.kind = .payout
        let outcome = Self.leg([Self.order(3_500, "A")], [credit]) { _ in }.run()
        #expect(outcome.right.classes == [.missingLeft])
        #expect(outcome.right.findings[0].primary == .groupDiffers)
        #expect(outcome.closes)
    }

    @Test("currencies are never added up")
    func currencies() {
        var foreign = Self.order(500, "A")
        foreign.currency = .usdt
        let outcome = Self.leg([Self.order(1_000, "A"), foreign], [Self.credit(1_500, "A")]) {
            $0.tolerance.absoluteUnits = 100
        }.run()
        #expect(outcome.matches.count == 0)
        #expect(outcome.closes)
    }

    @Test("rows in another order make the same groups")
    func permuted() {
        let amounts = (0..<40).map { Int64(100 + $0 * 7) }
        let lefts = amounts.enumerated().map { Self.order($1, "B\($0 % 5)") }
        let sums = (0..<5).map { batch -> Row in
            let own = amounts.enumerated().filter { $0.offset % 5 == batch }.map(\.element)
            return Self.credit(own.reduce(0, +), "B\(batch)", hour: Int64(12 + batch))
        }
        func members(_ leg: LegBuilder) -> Set<[String]> {
            let outcome = leg.run()
            return Set(
                outcome.matches.members.values.map { members -> [String] in
                    members.map { member -> String in
                        let index = Int(member.index)
                        return member.side == .left
                            ? leg.left[index].reference : leg.right[index].batch
                    }
                })
        }
        let leg = Self.leg(lefts, sums) { _ in }
        var shuffled = leg
        shuffled.left.shuffleBySeed(3)
        shuffled.right.reverse()
        #expect(members(leg) == members(shuffled))
        #expect(members(leg).count == 5)
    }
}
