import Ledger
import Matching
import Records
import Testing

@testable import Resolution

/// Decisions about several entries: matched by hand, taken apart, released, taken back.
@Suite struct MatchDecisionTests {
    typealias Cases = SampleCases

    static let order = Cases.breakCase(
        2, .missingRight, Cases.cny(-10_000), left: Cases.item(.left, Cases.cny(10_000), row: 5))
    static let both = [Cases.id(1), Cases.id(2)]

    @Test("money and its order are matched by hand")
    func match() throws {
        let decision = try Cases.decision(.forceMatch, Self.both)
        let effect = try Resolution.effect(
            of: decision, on: [Cases.unknownMoney, Self.order], today: Cases.day)
        #expect(effect.leaving.map(\.exit) == [.matched, .matched])
        #expect(effect.turns.map(\.breakID) == Self.both)
        #expect(effect.amounts.isEmpty)
        #expect(ApprovalPolicy().approval(.forceMatch, amounts: effect.amounts) == .makerAlone)
        #expect(
            try Cases.balances([(12, effect)]) == [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Income:Revenue:Main -100.00 CNY",
            ])
    }

    @Test("with an entry that stands in no break, and a difference that needs a second person")
    func further() throws {
        let entry = EntryID(segment: 1, row: 8)
        let decision = try Cases.decision(.forceMatch, entries: [entry])
        let other = Cases.item(.left, Cases.cny(10_050), row: 8)
        let effect = try Resolution.effect(
            of: decision, on: [Cases.unknownMoney], others: [other], today: Cases.day)
        #expect(effect.leaving.map(\.entry) == [entry, EntryID(segment: 2, row: 0)])
        #expect(effect.amounts == [Cases.cny(-50)])
        #expect(
            ApprovalPolicy().approval(.forceMatch, amounts: effect.amounts)
                == .above(limit: Cases.cny(0), amount: Cases.cny(50)))
        #expect(
            try Cases.balances([(12, effect)]) == [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Expenses:WriteOffs 0.50 CNY", "Income:Revenue:Main -100.50 CNY",
            ])
    }

    static let foreign = {
        var other = order
        other.leg = "orders-wechat"
        return other
    }()

    static let refused: [(String, [BreakCase], [EntryID], DecisionRefusal)] = [
        ("two of one side", [Cases.unpaidOrder, order], [], .oneSided),
        (
            "of two legs", [Cases.unknownMoney, foreign], [],
            .severalLegs("orders-wechat", "orders-alipay")
        ),
        (
            "what is a pair already",
            [Cases.short, order], [], .notAllowed(.forceMatch, Cases.id(1), .amountDiffers)
        ),
        (
            "an entry nobody knows", [Cases.unknownMoney, order], [EntryID(segment: 9, row: 9)],
            .unknownEntry(EntryID(segment: 9, row: 9))
        ),
    ]

    @Test("what cannot be matched by hand", arguments: 0..<refused.count)
    func refusal(row: Int) throws {
        let (_, cases, entries, refusal) = Self.refused[row]
        let decision = try Cases.decision(.forceMatch, Self.both, entries: entries)
        #expect(throws: refusal) {
            try Resolution.effect(of: decision, on: cases, today: Cases.day)
        }
    }

    static let standing = StandingMatch(
        leg: "orders-alipay", role: .sales, left: [Cases.item(.left, Cases.cny(10_000))],
        right: [Cases.item(.right, Cases.cny(10_000), fee: Cases.cny(-60))],
        channel: Cases.channel, shop: Cases.shop, breakID: Cases.id(4))
    static let pair = [EntryID(segment: 1, row: 0), EntryID(segment: 2, row: 0)]

    @Test("a match is taken apart, and stays apart")
    func unmatch() throws {
        let decision = try Cases.decision(.unmatch, [], entries: Self.pair)
        let effect = try Resolution.effect(
            of: decision, on: [], match: Self.standing, today: Cases.day)
        #expect(effect.returning.map(\.entry) == Self.pair)
        #expect(effect.turns == [.init(Cases.id(4), .turned(.unmatched(decision: 12)))])
        #expect(
            try Cases.balances([(12, effect)]) == [
                "Assets:Clearing:Alipay -99.40 CNY", "Expenses:Fees:Alipay -0.60 CNY",
                "Income:Revenue:Main 100.00 CNY",
            ])
        let rules = RuleBook(effect.rules)
        let (left, right) = (Self.standing.left[0].identity, Self.standing.right[0].identity)
        #expect(rules.areApart(left: left, right: right))
        #expect(!rules.areApart(left: right, right: left))
        #expect(throws: DecisionRefusal.unknownEntry(EntryID(segment: 3, row: 3))) {
            try Resolution.effect(
                of: Cases.decision(
                    .unmatch, [], entries: [Self.pair[0], EntryID(segment: 3, row: 3)]), on: [],
                match: Self.standing, today: Cases.day)
        }
    }

    static let kept = SuspendedMoney(decision: 7, channel: Cases.channel, left: Cases.cny(10_000))

    @Test("money leaves suspense for its order, for its refund, or for good")
    func release() throws {
        let suspense = try Resolution.effect(
            of: Cases.decision(.suspense), on: [Cases.unknownMoney], today: Cases.day)
        let refund = Cases.breakCase(
            3, .missingLeft, Cases.cny(-10_000), right: Cases.item(.right, Cases.cny(-10_000)))
        let rows: [(LedgerEvent.Release, [BreakCase], [String])] = [
            (
                .revenue(shop: Cases.shop), [Self.order],
                [
                    "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                    "Income:Revenue:Main -100.00 CNY",
                ]
            ),
            (
                .refund, [refund],
                ["Assets:Clearing:Alipay -0.60 CNY", "Expenses:Fees:Alipay 0.60 CNY"]
            ),
            (
                .adjustment, [],
                [
                    "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Adjustments -100.00 CNY",
                    "Expenses:Fees:Alipay 0.60 CNY",
                ]
            ),
        ]
        for (target, cases, balances) in rows {
            let decision = try Cases.decision(
                .release(of: 7, to: target), cases.map(\.id), number: 13)
            let effect = try Resolution.effect(
                of: decision, on: cases, suspended: Self.kept, today: Cases.day)
            #expect(try Cases.balances([(12, suspense), (13, effect)]) == balances)
            #expect(effect.leaving.count == cases.count)
        }
    }

    @Test("no more is released than is there, and not for something else")
    func releaseRefusals() throws {
        let rows: [(LedgerEvent.Release, Money?, [BreakCase], DecisionRefusal)] = [
            (
                .adjustment, Cases.cny(10_001), [],
                .tooMuch(found: Cases.cny(10_001), left: Cases.cny(10_000))
            ),
            (
                .adjustment, Cases.cny(-1), [],
                .tooMuch(found: Cases.cny(-1), left: Cases.cny(10_000))
            ),
            (
                .revenue(shop: Cases.shop), Cases.cny(9_000), [Self.order],
                .amounts(found: Cases.cny(10_000), expected: Cases.cny(9_000))
            ),
            (
                .revenue(shop: Cases.shop), nil, [Cases.unknownRefund],
                .notAllowed(.release, Cases.id(1), .refundWithoutOrder)
            ),
            (.refund, nil, [], .noSubject),
            (
                .adjustment, Money(units: 1, scale: 6, currency: .usdt), [],
                .currency(found: .usdt, expected: .cny)
            ),
        ]
        for (target, amount, cases, refusal) in rows {
            let decision = try Cases.decision(
                .release(of: 7, to: target), cases.map(\.id), amount: amount)
            #expect(throws: refusal) {
                try Resolution.effect(
                    of: decision, on: cases, suspended: Self.kept, today: Cases.day)
            }
        }
        #expect(throws: DecisionRefusal.unknownDecision(8)) {
            try Resolution.effect(
                of: Cases.decision(.release(of: 8, to: .adjustment), []), on: [],
                suspended: Self.kept, today: Cases.day)
        }
    }

    @Test("what was carried out, what something rests on, and what never was is not taken back")
    func undoRefusals() throws {
        let original = try Cases.decision(.refund)
        let done = try Resolution.effect(
            of: original, on: [Cases.unknownMoney], today: Cases.day)
        let reversing = try Cases.decision(.undo(.decision(12)), [], number: 20)
        var course = DecisionCourse(maker: Cases.maker, .always)
        func undo(
            _ course: DecisionCourse, executed: Set<String> = [], later: Int? = nil
        ) throws -> DecisionEffect {
            try Resolution.undo(
                original, course, done, by: reversing, executed: executed, laterDecision: later,
                today: Cases.day)
        }
        #expect(throws: DecisionRefusal.notUndoable(12, .proposed)) { try undo(course) }
        try course.apply(.approve(by: Cases.checker))
        try course.apply(.apply)
        let key = done.instructions[0].key
        #expect(throws: DecisionRefusal.executed(key: key)) { try undo(course, executed: [key]) }
        #expect(throws: DecisionRefusal.restsOnIt(12, by: 13)) { try undo(course, later: 13) }
        #expect(try undo(course).cancelled == [key])
        try course.apply(.undo(by: 20))
        #expect(throws: DecisionRefusal.notUndoable(12, .undone)) { try undo(course) }
    }

    @Test("later runs honour what was decided")
    func rules() throws {
        func rules(_ kind: DecisionKind, _ breakCase: BreakCase) throws -> RuleBook {
            RuleBook(
                try Resolution.effect(
                    of: Cases.decision(kind), on: [breakCase], today: Cases.day
                ).rules)
        }
        let ignoring = try rules(.ignore(rule: "tips"), Cases.unknownMoney)
        #expect(ignoring.ruling(on: Cases.unknownMoney) == .ignored(rule: "tips", decision: 12))
        #expect(ignoring.ruling(on: Cases.unpaidOrder) == nil)
        #expect(
            try rules(.notADuplicate, Cases.paidTwice).ruling(on: Cases.paidTwice)
                == .notADuplicate(decision: 12))
        #expect(
            try rules(.notADuplicate, Cases.paidTwice).ruling(on: Cases.unknownMoney) == nil)
        let refunding = try rules(.refund, Cases.unknownMoney)
        func refund(_ fen: Int128, order: String?, channel: String?) -> BreakCase {
            Cases.breakCase(
                3, .missingLeft, Cases.cny(fen),
                right: Cases.item(.right, Cases.cny(fen), order: order, channel: channel))
        }
        for (breakCase, expected) in [
            (refund(-10_000, order: nil, channel: "T-1"), true),
            (refund(-10_000, order: "A-1", channel: nil), true),
            (refund(-10_000, order: "A-2", channel: "T-2"), false),
            (refund(-9_999, order: "A-1", channel: "T-1"), false),
            (refund(-10_000, order: nil, channel: nil), false),
        ] {
            #expect(
                refunding.ruling(on: breakCase) == (expected ? .refunds(decision: 12) : nil))
        }
        #expect(RuleBook([]).isEmpty && !refunding.isEmpty)
    }
}
