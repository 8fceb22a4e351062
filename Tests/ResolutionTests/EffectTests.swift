import Ledger
import Matching
import Records
import Testing

@testable import Resolution

@Suite struct EffectTests {
    typealias Cases = SampleCases

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var breakCase: BreakCase
        var kind: DecisionKind
        var amount: Money?
        /// "account amount" of each balance that is not zero.
        var balances: [String]
        var exits: [DecisionEffect.Exit]

        init(
            _ name: String, _ breakCase: BreakCase, _ kind: DecisionKind, amount: Money? = nil,
            _ balances: [String], _ exits: [DecisionEffect.Exit]
        ) {
            testDescription = name
            (self.breakCase, self.kind, self.amount) = (breakCase, kind, amount)
            (self.balances, self.exits) = (balances, exits)
        }
    }

    static let rows: [Row] = [
        Row(
            "unknown money is kept apart", Cases.unknownMoney, .suspense,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Liabilities:Suspense:Alipay -100.00 CNY",
            ], [.resolved]),
        Row(
            "a part of unknown money", Cases.unknownMoney, .suspense, amount: Cases.cny(4_000),
            ["Assets:Clearing:Alipay 40.00 CNY", "Liabilities:Suspense:Alipay -40.00 CNY"], []),
        Row(
            "unknown money is kept", Cases.unknownMoney, .adjustment(.misc),
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Adjustments -100.00 CNY",
                "Expenses:Fees:Alipay 0.60 CNY",
            ], [.resolved]),
        Row(
            "unknown money goes back", Cases.unknownMoney, .refund,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Liabilities:Suspense:Alipay -100.00 CNY",
            ], [.resolved]),
        Row("unknown money is not ours", Cases.unknownMoney, .ignore(rule: "tips"), [], [.ignored]),
        Row(
            "a refund of the console is booked", Cases.unknownRefund, .acceptDifference,
            [
                "Assets:Clearing:Alipay -19.88 CNY", "Expenses:Fees:Alipay -0.12 CNY",
                "Income:Refunds:Main 20.00 CNY",
            ], [.resolved]),
        Row(
            "a wrong refund is lost", Cases.unknownRefund, .writeOff,
            [
                "Assets:Clearing:Alipay -19.88 CNY", "Expenses:Fees:Alipay -0.12 CNY",
                "Expenses:WriteOffs 20.00 CNY",
            ], [.resolved]),
        Row(
            "an unpaid order is given up", Cases.unpaidOrder, .writeOff,
            ["Expenses:WriteOffs 50.00 CNY", "Income:Revenue:Main -50.00 CNY"], [.resolved]),
        Row(
            "a part of an unpaid order is given up", Cases.unpaidOrder, .writeOff,
            amount: Cases.cny(-2_000),
            ["Expenses:WriteOffs 20.00 CNY", "Income:Revenue:Main -20.00 CNY"], []),
        Row("a refund is ordered", Cases.refundNotMade, .refund, [], []),
        Row(
            "short, and that is right", Cases.short, .acceptDifference,
            [
                "Assets:Clearing:Alipay 89.46 CNY", "Expenses:Fees:Alipay 0.54 CNY",
                "Income:Revenue:Main -90.00 CNY",
            ], [.matched, .matched]),
        Row(
            "short, and given up", Cases.short, .writeOff,
            [
                "Assets:Clearing:Alipay 89.46 CNY", "Expenses:Fees:Alipay 0.54 CNY",
                "Expenses:WriteOffs 10.00 CNY", "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "short by the rate", Cases.short, .adjustment(.fx),
            [
                "Assets:Clearing:Alipay 89.46 CNY", "Expenses:Fees:Alipay 0.54 CNY",
                "Income:ExchangeGains 10.00 CNY", "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "short by a fee", Cases.short, .adjustment(.fee),
            [
                "Assets:Clearing:Alipay 89.46 CNY", "Expenses:Fees:Alipay 10.54 CNY",
                "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "a part of what is short", Cases.short, .adjustment(.fee), amount: Cases.cny(-60),
            ["Assets:Clearing:Alipay -0.60 CNY", "Expenses:Fees:Alipay 0.60 CNY"], []),
        Row(
            "over, and kept apart", Cases.over, .suspense,
            [
                "Assets:Clearing:Alipay 104.37 CNY", "Expenses:Fees:Alipay 0.63 CNY",
                "Income:Revenue:Main -100.00 CNY", "Liabilities:Suspense:Alipay -5.00 CNY",
            ], [.matched, .matched]),
        Row(
            "over, and the rest goes back", Cases.over, .refund,
            [
                "Assets:Clearing:Alipay 104.37 CNY", "Expenses:Fees:Alipay 0.63 CNY",
                "Income:Revenue:Main -100.00 CNY", "Liabilities:Suspense:Alipay -5.00 CNY",
            ], [.matched, .matched]),
        Row(
            "less went back than the shop says", Cases.refundDiffers, .adjustment(.rounding),
            [
                "Assets:Clearing:Alipay -18.00 CNY", "Expenses:Rounding -2.00 CNY",
                "Income:Refunds:Main 20.00 CNY",
            ], [.matched, .matched]),
        Row(
            "a doubled fee, taken as it is", Cases.feeDoubled, .acceptDifference,
            [
                "Assets:Clearing:Alipay 98.80 CNY", "Expenses:Fees:Alipay 1.20 CNY",
                "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "a doubled fee, given up", Cases.feeDoubled, .writeOff,
            [
                "Assets:Clearing:Alipay 98.80 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Expenses:WriteOffs 0.60 CNY", "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "an expired order is delivered after all", Cases.paidExpired, .redeliver,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "an expired order is refunded", Cases.paidExpired, .refund,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Liabilities:Suspense:Alipay -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "a forged callback is given up", Cases.gatewayUnpaid, .writeOff,
            ["Expenses:WriteOffs 100.00 CNY", "Income:Revenue:Main -100.00 CNY"],
            [.matched, .matched]),
        Row(
            "money for goods that never went out goes back", Cases.undelivered, .refund,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Liabilities:Suspense:Alipay -100.00 CNY",
            ], [.matched, .matched]),
        Row(
            "late is late", Cases.late, .acceptDifference,
            [
                "Assets:Clearing:Alipay 99.40 CNY", "Expenses:Fees:Alipay 0.60 CNY",
                "Income:Revenue:Main -100.00 CNY",
            ], [.matched, .matched]),
        Row("the same payer, two orders", Cases.paidTwice, .notADuplicate, [], []),
        Row(
            "a second refund is lost", Cases.refundedTwice, .writeOff,
            ["Assets:Clearing:Alipay -20.00 CNY", "Expenses:WriteOffs 20.00 CNY"], [.resolved]),
        Row(
            "an order that stands twice", Cases.orderTwice, .ignore(rule: "export"), [],
            [.ignored]),
        Row(
            "in another currency", Cases.otherCurrency, .acceptDifference,
            ["Assets:Clearing:Alipay 14.00 USDT", "Income:Revenue:Main -14.00 USDT"],
            [.matched, .matched]),
        Row(
            "short beside the merchant's own discount", Cases.discounted, .writeOff,
            [
                "Assets:Clearing:Alipay 94.43 CNY", "Expenses:Fees:Alipay 0.57 CNY",
                "Expenses:WriteOffs 1.00 CNY", "Income:Revenue:Main -96.00 CNY",
            ], [.matched, .matched]),
        Row(
            "the flow has less", Self.role(.flow, Cases.short), .adjustment(.fee),
            ["Assets:Clearing:Alipay -10.00 CNY", "Expenses:Fees:Alipay 10.00 CNY"],
            [.matched, .matched]),
        Row(
            "a payout that never arrived",
            Cases.breakCase(
                1, .missingRight, Cases.cny(50_000), left: Cases.item(.left, Cases.cny(-50_000)),
                role: .payout), .writeOff,
            ["Assets:Clearing:Alipay -500.00 CNY", "Expenses:WriteOffs 500.00 CNY"], [.resolved]),
        Row(
            "a payout less its fee",
            Cases.breakCase(
                1, .amountMismatch, Cases.cny(-50), left: Cases.item(.left, Cases.cny(-50_000)),
                right: Cases.item(.right, Cases.cny(49_950)), role: .payout), .acceptDifference,
            [
                "Assets:Bank:Icbc 499.50 CNY", "Assets:Clearing:Alipay -500.00 CNY",
                "Expenses:Fees:Alipay 0.50 CNY",
            ], [.matched, .matched]),
    ]

    static func role(_ role: LegRole, _ breakCase: BreakCase) -> BreakCase {
        var other = breakCase
        other.role = role
        return other
    }

    @Test("a decision moves what it should, and the entries leave", arguments: rows)
    func effect(row: Row) throws {
        let decision = try Cases.decision(row.kind, amount: row.amount)
        let effect = try Resolution.effect(of: decision, on: [row.breakCase], today: Cases.day)
        #expect(try Cases.balances([(12, effect)]) == row.balances)
        #expect(effect.leaving.map(\.exit) == row.exits)
        #expect(effect.leaving.map(\.entry) == effect.leaving.map(\.entry).sorted())
        #expect(effect.turns.count == 1)
    }

    @Test("an instruction has a key of its own, and numbers to find the money by")
    func instructions() throws {
        func instruction(_ number: Int, _ breakCase: BreakCase) throws -> Instruction {
            let decision = try Cases.decision(.refund, [breakCase.id], number: number)
            return try #require(
                try Resolution.effect(of: decision, on: [breakCase], today: Cases.day)
                    .instructions.first)
        }
        var other = Cases.unknownMoney
        other.id = Cases.id(2)
        let first = try instruction(12, Cases.unknownMoney)
        #expect(first.kind == .refund && first.amount == Cases.cny(10_000))
        #expect(first.channelReference == "T-1" && first.orderReference == "A-1")
        #expect(first == (try instruction(12, Cases.unknownMoney)))
        let keys = Set(
            try [first, instruction(13, Cases.unknownMoney), instruction(12, other)].map(\.key))
        #expect(keys.count == 3)
        #expect(try instruction(12, Cases.refundNotMade).amount == Cases.cny(2_000))
        #expect(try instruction(12, Cases.undelivered).amount == Cases.cny(10_000))
        #expect(try instruction(12, Cases.over).amount == Cases.cny(500))
    }

    static let partly = {
        var breakCase = SampleCases.unpaidOrder
        breakCase.settled = SampleCases.cny(-2_000)
        return breakCase
    }()
    static let nameless = {
        var breakCase = SampleCases.unknownMoney
        breakCase.right?.orderReference = nil
        breakCase.right?.channelReference = nil
        return breakCase
    }()

    static let refused: [(String, BreakCase, DecisionKind, Money?, DecisionRefusal)] = [
        (
            "unknown money cannot be given up", Cases.unknownMoney, .writeOff, nil,
            .notAllowed(.writeOff, Cases.id(1), .moneyWithoutOrder)
        ),
        (
            "an order without money cannot be kept apart", Cases.unpaidOrder, .suspense, nil,
            .notAllowed(.suspense, Cases.id(1), .orderWithoutMoney)
        ),
        (
            "what came too much is not given up", Cases.over, .writeOff, nil,
            .notAllowed(.writeOff, Cases.id(1), .amountDiffers)
        ),
        (
            "what is missing cannot go back", Cases.short, .refund, nil,
            .notAllowed(.refund, Cases.id(1), .amountDiffers)
        ),
        (
            "goods belong to sales", role(.flow, Cases.paidExpired), .redeliver, nil,
            .notAllowed(.redeliver, Cases.id(1), .paidNotOrdered)
        ),
        (
            "another currency", Cases.unpaidOrder, .writeOff,
            Money(units: -1, scale: 6, currency: .usdt),
            .currency(found: .usdt, expected: .cny)
        ),
        (
            "more than the break", Cases.unpaidOrder, .writeOff, Cases.cny(-5_001),
            .tooMuch(found: Cases.cny(-5_001), left: Cases.cny(-5_000))
        ),
        (
            "the other sign", Cases.unpaidOrder, .writeOff, Cases.cny(5_000),
            .tooMuch(found: Cases.cny(5_000), left: Cases.cny(-5_000))
        ),
        (
            "more than is left", partly, .writeOff, Cases.cny(-3_001),
            .tooMuch(found: Cases.cny(-3_001), left: Cases.cny(-3_000))
        ),
        (
            "a part of what is settled whole", Cases.short, .acceptDifference, Cases.cny(-1),
            .wholeOnly(found: Cases.cny(-1), left: Cases.cny(-1_000))
        ),
        (
            "left out when a part was settled", partly, .ignore(rule: "test"), nil,
            .partlySettled(Cases.id(1))
        ),
        (
            "what is resolved",
            Cases.breakCase(
                1, .missingRight, Cases.cny(-5_000), left: Cases.item(.left, Cases.cny(5_000)),
                state: .resolved), .writeOff, nil, .resolved(Cases.id(1))
        ),
        (
            "until yesterday", Cases.unpaidOrder, .expectedUntil(Cases.day), nil,
            .past(Cases.day, today: Cases.day)
        ),
        (
            "a refund that nobody could find", nameless, .refund, nil,
            .noReference(Cases.id(1))
        ),
        (
            "a payout that brought more than was sent",
            Cases.breakCase(
                1, .amountMismatch, Cases.cny(50), left: Cases.item(.left, Cases.cny(-100)),
                right: Cases.item(.right, Cases.cny(150)), role: .payout), .acceptDifference, nil,
            .amounts(found: Cases.cny(150), expected: Cases.cny(100))
        ),
    ]

    @Test("what does not fit a break is refused", arguments: 0..<refused.count)
    func refusal(row: Int) throws {
        let (_, breakCase, kind, amount, refusal) = Self.refused[row]
        let decision = try Cases.decision(kind, amount: amount)
        #expect(throws: refusal) {
            try Resolution.effect(of: decision, on: [breakCase], today: Cases.day)
        }
    }

    @Test("a break that was not handed in is refused")
    func unknownBreak() throws {
        let decision = try Cases.decision(.writeOff, [Cases.id(1), Cases.id(2)])
        #expect(throws: DecisionRefusal.unknownBreak(Cases.id(2))) {
            try Resolution.effect(of: decision, on: [Cases.unpaidOrder], today: Cases.day)
        }
    }

    @Test("a bulk decision does to each break what it does to one")
    func bulk() throws {
        let cases = (1...5).map { number in
            Cases.breakCase(
                UInt64(number), .missingRight, Cases.cny(-5_000),
                left: Cases.item(.left, Cases.cny(5_000), row: number))
        }
        let decision = try Cases.decision(.writeOff, cases.map(\.id))
        let effect = try Resolution.effect(
            of: decision, on: cases.reversed(), today: Cases.day)
        #expect(effect == (try Resolution.effect(of: decision, on: cases, today: Cases.day)))
        #expect(effect.leaving.map(\.entry.row) == [1, 2, 3, 4, 5])
        #expect(effect.amounts == Array(repeating: Cases.cny(-5_000), count: 5))
        #expect(
            try Cases.balances([(12, effect)])
                == ["Expenses:WriteOffs 250.00 CNY", "Income:Revenue:Main -250.00 CNY"])
    }
}
