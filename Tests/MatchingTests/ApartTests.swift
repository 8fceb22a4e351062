import Records
import Testing

@testable import Matching

@Suite("Entries that a decision keeps apart") struct ApartTests {
    typealias Row = LegBuilder.Row

    /// Keeps the n-th left from the n-th right, by the rows' numbers.
    static func run(_ leg: LegBuilder, apart: [(Int, Int)]) -> LegOutcome {
        var inputs = leg.inputs()
        inputs.apart = apart.map {
            ApartCouple(
                left: inputs.left[0].table.identity[$0.0],
                right: inputs.right[0].table.identity[$0.1])
        }
        return Matching.reconcile(leg.definition, inputs)
    }

    private static func order(_ name: String, _ amount: Int64, _ minute: Int64 = 0) -> Row {
        Row(reference: name, amount: amount, at: LegBuilder.at(12, minute), kind: .order)
    }

    private static func money(_ name: String, _ amount: Int64, _ minute: Int64 = 1) -> Row {
        Row(
            reference: name, amount: amount, at: LegBuilder.at(12, minute),
            trade: "T\(name)\(minute)")
    }

    @Test("A pair of one key stays open, and both say why")
    func key() {
        var leg = LegBuilder()
        leg.left = [Self.order("A", 500), Self.order("B", 700)]
        leg.right = [Self.money("A", 500), Self.money("B", 700)]
        let outcome = Self.run(leg, apart: [(0, 0)])
        #expect(outcome.left.classes == [.missingRight, .matched])
        #expect(outcome.right.classes == [.missingLeft, .matched])
        #expect(
            LegBuilder.words(outcome.breaks) == [
                "missing_left kept_apart 5.00 CNY", "missing_right kept_apart -5.00 CNY",
            ])
        #expect(outcome.breaks.allSatisfy { $0.nearest == 0 })
        #expect(outcome.closes)
    }

    @Test("Another of the same key takes the place; who is kept from all is no duplicate")
    func others() {
        var leg = LegBuilder()
        leg.left = [Self.order("A", 500)]
        leg.right = [Self.money("A", 500, 1), Self.money("A", 500, 2), Self.money("A", 500, 3)]
        let outcome = Self.run(leg, apart: [(0, 0)])
        #expect(outcome.right.classes == [.missingLeft, .matched, .duplicate])
        let none = Self.run(leg, apart: [(0, 0), (0, 1), (0, 2)])
        #expect(none.left.classes == [.missingRight])
        #expect(none.right.classes == [.missingLeft, .missingLeft, .missingLeft])
        #expect(outcome.closes && none.closes)
    }

    @Test("Parts of one payment are no split where one of them stays apart")
    func split() {
        var leg = LegBuilder()
        leg.left = [Self.order("A", 500)]
        leg.right = [Self.money("A", 200, 1), Self.money("A", 300, 2)]
        #expect(leg.run().matches.count == 1)
        let outcome = Self.run(leg, apart: [(0, 0)])
        #expect(outcome.matches.count == 0)
        #expect(outcome.right.classes[0] == .missingLeft)
        #expect(outcome.closes)
    }

    @Test("In a window the others are looked at as if the couple did not fit")
    func window() {
        var leg = WindowTests.chainLeg()
        let at = LegBuilder.at(12, 20)
        leg.left = [WindowTests.order("A", at), WindowTests.order("B", at + 60)]
        leg.links = [
            WindowTests.link("A", 1_380_000, at), WindowTests.link("B", 1_380_000, at + 60),
        ]
        leg.right = [
            WindowTests.transfer(1_380_000, at + 100, "tx1"),
            WindowTests.transfer(1_380_000, at + 110, "tx2"),
        ]
        #expect(leg.run().right.classes == [.ambiguous, .ambiguous])
        // Each has one left: no guess is needed any more.
        let outcome = Self.run(leg, apart: [(0, 0), (1, 1)])
        #expect(outcome.right.classes == [.matched, .matched])
        #expect(
            Set(zip(outcome.matches.left, outcome.matches.right).map { [$0, $1] })
                == [[0, 1], [1, 0]])
        leg.left.removeLast()
        leg.right.removeLast()
        let alone = Self.run(leg, apart: [(0, 0)])
        #expect(alone.left.classes == [.missingRight])
        #expect(alone.right.classes == [.missingLeft])
        #expect(outcome.closes && alone.closes)
    }

    @Test("A sum is not made of a part that stays apart")
    func subset() {
        var rule = SubsetTests.leg(
            [
                SubsetTests.order("A", 10_007), SubsetTests.order("B", 20_011),
                SubsetTests.order("C", 40_013),
            ], [SubsetTests.credit(50_020)]
        ) { $0.structures = SubsetTests.anySet }
        rule.definition.name = "orders-bank"
        #expect(rule.run().right.classes == [.matched])
        let outcome = Self.run(rule, apart: [(0, 0)])
        #expect(outcome.right.classes == [.missingLeft])
        #expect(outcome.closes)
    }

    @Test("A group adds up only without who stays apart; others of its kind go on")
    func group() {
        var leg = GroupTests.leg(
            [
                GroupTests.order(1_000, "A"), GroupTests.order(2_500, "A"),
                GroupTests.order(99, "B"),
            ], [GroupTests.credit(3_500, "A"), GroupTests.credit(99, "B")]
        ) { _ in }
        leg.right[1].tag = 1
        #expect(leg.run().left.classes == [.matched, .matched, .matched])
        let outcome = Self.run(leg, apart: [(1, 0)])
        #expect(outcome.groups.map(\.verdict) == [.keptApart, .equal])
        #expect(outcome.left.classes == [.missingRight, .missingRight, .matched])
        #expect(outcome.right.classes == [.missingLeft, .matched])
        #expect(outcome.breaks.count == 3)
        #expect(outcome.breaks.allSatisfy { $0.findings.contains(.groupApart) })
        let apart = outcome.breaks.filter { $0.findings.contains(.keptApart) }
        #expect(apart.map { [$0.left, $0.right] } == [[1, -1], [-1, 0]])
        // Who stays apart from somebody of another group is no hindrance.
        let other = Self.run(leg, apart: [(1, 1), (2, 0)])
        #expect(other.left.classes == [.matched, .matched, .matched])
        #expect(outcome.closes && other.closes)
    }

    @Test("A group that differs, and is kept apart besides, says that it differs")
    func differingGroup() {
        let leg = GroupTests.leg(
            [GroupTests.order(1_000, "A"), GroupTests.order(2_500, "A")],
            [GroupTests.credit(3_499, "A")]
        ) { _ in }
        let outcome = Self.run(leg, apart: [(0, 0)])
        #expect(outcome.groups.map(\.verdict) == [.differs])
        #expect(outcome.breaks.allSatisfy { $0.findings.contains(.groupDiffers) })
        let near = GroupTests.leg(leg.left, leg.right) { $0.tolerance.absoluteUnits = 1 }
        #expect(near.run().matches.count == 1)
        #expect(Self.run(near, apart: [(0, 0)]).matches.count == 0)
    }

    @Test("No likeliest pair is one that stays apart", arguments: 0..<3)
    func scored(_ seed: UInt64) throws {
        let scored = ScoredLeg(seed: seed, count: 300)
        let whole = scored.leg.run()
        let couples = (0..<20).map { (Int(whole.matches.left[$0]), Int(whole.matches.right[$0])) }
        let outcome = Self.run(scored.leg, apart: couples)
        let pairs = Set(zip(outcome.matches.left, outcome.matches.right).map { [$0, $1] })
        for (l, r) in couples { #expect(!pairs.contains([Int32(l), Int32(r)])) }
        #expect(outcome.matches.count >= whole.matches.count - 40)
        #expect(outcome.closes)
    }

    @Test("Couples that are not there change nothing", arguments: 0..<20)
    func strangers(_ seed: UInt64) {
        let leg = RandomLeg(seed: seed)
        var inputs = leg.inputs()
        let before = OutcomeDigest.of(Matching.reconcile(leg.definition, inputs))
        inputs.apart = [
            ApartCouple(left: Hash128(high: 1, low: 1), right: Hash128(high: 2, low: 2))
        ]
        #expect(OutcomeDigest.of(Matching.reconcile(leg.definition, inputs)) == before)
    }

    /// Pairs of a match or a break, by identity.
    private static func couples(_ outcome: LegOutcome, _ inputs: LegInputs) -> Set<ApartCouple> {
        func identity(_ side: SideOutcome, _ index: Int32, _ inputs: [LegInput]) -> Hash128 {
            let place = side.position(Int(index), in: inputs)
            return inputs[place.input].table.identity[place.row]
        }
        var couples: Set<ApartCouple> = []
        func add(_ l: Int32, _ r: Int32) {
            couples.insert(
                ApartCouple(
                    left: identity(outcome.left, l, inputs.left),
                    right: identity(outcome.right, r, inputs.right)))
        }
        let matches = outcome.matches
        for index in 0..<matches.count {
            let members = matches.members[index] ?? []
            for l in members where l.side == .left {
                for r in members where r.side == .right { add(l.index, r.index) }
            }
            if members.isEmpty { add(matches.left[index], matches.right[index]) }
        }
        for found in outcome.breaks where found.left >= 0 && found.right >= 0 {
            if found.entryClass != .feeMismatch { add(found.left, found.right) }
        }
        return couples
    }

    /// What shares a channel and adds up by and large; then what is likely.
    private static let keylessPasses: [Pass] = {
        var group = GroupRule()
        group.attributes = [.channel, .day]
        group.tolerance.absoluteUnits = 100_000
        return [
            Pass(name: "group", method: .group(group)),
            Pass(name: "scored", method: .scored(ScoredRule())),
        ]
    }()

    @Test("Whatever the leg, who stays apart is in no pair, and the books close", arguments: 0..<80)
    func random(_ seed: UInt64) {
        var leg = RandomLeg(seed: seed)
        if seed % 2 == 1 {
            leg.definition.passes += Self.keylessPasses
        }
        var inputs = leg.inputs()
        // Taken apart until nothing that was a pair is left of what is done twice.
        for _ in 0..<2 {
            let found = Self.couples(Matching.reconcile(leg.definition, inputs), inputs)
            inputs.apart += found.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
                .enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        }
        let outcome = Matching.reconcile(leg.definition, inputs)
        #expect(Self.couples(outcome, inputs).isDisjoint(with: inputs.apart))
        #expect(outcome.closes)
    }
}
