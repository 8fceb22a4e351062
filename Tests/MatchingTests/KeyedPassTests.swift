import Records
import Testing

@testable import Matching

@Suite("Keyed passes") struct KeyedPassTests {
    typealias Row = LegBuilder.Row

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var left: [Row]
        var right: [Row]
        var breaks: [String]
        var leftClasses: [EntryClass]
        var rightClasses: [EntryClass]
        var testDescription: String { name }
    }

    static let noon = LegBuilder.at(12)

    static func order(_ reference: String, _ amount: Int64, _ status: EntryStatus = .succeeded)
        -> Row
    {
        Row(reference: reference, amount: amount, at: noon, kind: .order, status: status)
    }

    static func paid(
        _ reference: String, _ amount: Int64, _ status: EntryStatus = .succeeded,
        trade: String = "",
        after: Int64 = 20
    ) -> Row {
        Row(reference: reference, amount: amount, at: noon + after, status: status, trade: trade)
    }

    static func refund(
        _ reference: String, _ amount: Int64, _ number: String = "", after: Int64 = 60
    )
        -> Row
    {
        Row(reference: reference, amount: amount, at: noon + after, kind: .refund, refund: number)
    }

    static let cases: [Case] = [
        Case(
            name: "an order and its payment match", left: [order("A", 990)],
            right: [paid("A", 990)],
            breaks: [], leftClasses: [.matched], rightClasses: [.matched]),
        Case(
            name: "an order without its money is missing_right, −amount", left: [order("A", 9800)],
            right: [paid("B", 1)],
            breaks: [
                "missing_left order_missing 0.01 CNY",
                "missing_right paid_not_in_channel -98.00 CNY",
            ],
            leftClasses: [.missingRight], rightClasses: [.missingLeft]),
        Case(
            name: "an expired order that was paid is status_mismatch, +amount",
            left: [order("A", 2800, .expired)], right: [paid("A", 2800)],
            breaks: ["status_mismatch paid_order_expired 28.00 CNY"],
            leftClasses: [.statusMismatch], rightClasses: [.statusMismatch]),
        Case(
            name: "a pending order that was paid is status_mismatch",
            left: [order("A", 2800, .pending)], right: [paid("A", 2800)],
            breaks: ["status_mismatch paid_order_pending 28.00 CNY"],
            leftClasses: [.statusMismatch], rightClasses: [.statusMismatch]),
        Case(
            name: "a completed order whose gateway says unpaid is status_mismatch, −amount",
            left: [order("A", 4550)], right: [paid("A", 4550, .pending)],
            breaks: ["status_mismatch gateway_unpaid -45.50 CNY"],
            leftClasses: [.statusMismatch], rightClasses: [.statusMismatch]),
        Case(
            name: "both unpaid is ignored", left: [order("A", 330, .pending)],
            right: [paid("A", 330, .closed)], breaks: [], leftClasses: [.ignored],
            rightClasses: [.ignored]),
        Case(
            name: "an unpaid order alone is ignored", left: [order("A", 330, .expired)], right: [],
            breaks: [], leftClasses: [.ignored], rightClasses: []),
        Case(
            name: "another amount is amount_mismatch, right − left", left: [order("A", 4550)],
            right: [paid("A", 1)], breaks: ["amount_mismatch underpaid -45.49 CNY"],
            leftClasses: [.amountMismatch], rightClasses: [.amountMismatch]),
        Case(
            name: "amount goes before status", left: [order("A", 4550, .expired)],
            right: [paid("A", 4500)], breaks: ["amount_mismatch underpaid -0.50 CNY"],
            leftClasses: [.amountMismatch], rightClasses: [.amountMismatch]),
        Case(
            name: "the later of two payments is the duplicate", left: [order("A", 1000)],
            right: [paid("A", 1000, trade: "T1"), paid("A", 1000, trade: "T2", after: 80)],
            breaks: ["duplicate duplicate_payment 10.00 CNY"], leftClasses: [.matched],
            rightClasses: [.matched, .duplicate]),
        Case(
            name: "the payment of equal amount is kept, the other is the duplicate",
            left: [order("A", 1000)],
            right: [paid("A", 900, trade: "T1"), paid("A", 1000, trade: "T2", after: 80)],
            breaks: ["duplicate duplicate_payment 9.00 CNY"], leftClasses: [.matched],
            rightClasses: [.duplicate, .matched]),
        Case(
            name: "a failed attempt beside a payment is ignored", left: [order("A", 1000)],
            right: [
                paid("A", 1000, .failed, trade: "T1"), paid("A", 1000, trade: "T2", after: 80),
            ],
            breaks: [], leftClasses: [.matched], rightClasses: [.ignored, .matched]),
        Case(
            name: "an order twice in the shop is a duplicate, −amount",
            left: [
                order("A", 1000), Row(reference: "A", amount: 1000, at: noon + 9, kind: .order),
            ],
            right: [paid("A", 1000)], breaks: ["duplicate duplicate_order -10.00 CNY"],
            leftClasses: [.matched, .duplicate], rightClasses: [.matched]),
        Case(
            name: "a payment in two parts is one match", left: [order("A", 1000)],
            right: [paid("A", 400, trade: "T1"), paid("A", 600, trade: "T2", after: 80)],
            breaks: [], leftClasses: [.matched], rightClasses: [.matched, .matched]),
        Case(
            name: "a full refund on both sides matches",
            left: [order("A", 2800, .refunded), refund("A", -2800, "R1")],
            right: [paid("A", 2800), refund("A", -2800, "R1")], breaks: [],
            leftClasses: [.matched, .matched], rightClasses: [.matched, .matched]),
        Case(
            name: "a refund made in the console only is missing_left",
            left: [order("A", 4550)], right: [paid("A", 4550), refund("A", -2000, "R1")],
            breaks: ["missing_left refund_missing_left -20.00 CNY"], leftClasses: [.matched],
            rightClasses: [.matched, .missingLeft]),
        Case(
            name: "a refund the channel never made is missing_right, +amount",
            left: [order("A", 4550), refund("A", -2000, "R1")], right: [paid("A", 4550)],
            breaks: ["missing_right refund_missing_right 20.00 CNY"],
            leftClasses: [.matched, .missingRight], rightClasses: [.matched]),
        Case(
            name: "a cumulative refund equals its parts",
            left: [order("A", 4550), refund("A", -3000)],
            right: [
                paid("A", 4550), refund("A", -1000, "R1"), refund("A", -2000, "R2", after: 90),
            ], breaks: [], leftClasses: [.matched, .matched],
            rightClasses: [.matched, .matched, .matched]),
        Case(
            name: "partial refunds pair by their numbers, the third is missing",
            left: [
                order("A", 4550), refund("A", -1000, "R1"), refund("A", -1000, "R2", after: 70),
            ],
            right: [
                paid("A", 4550), refund("A", -1000, "R2"), refund("A", -1000, "R3", after: 95),
                refund("A", -1000, "R1", after: 99),
            ], breaks: ["missing_left refund_missing_left -10.00 CNY"],
            leftClasses: [.matched, .matched, .matched],
            rightClasses: [.matched, .matched, .missingLeft, .matched]),
        Case(
            name: "one trade for two orders is told",
            left: [
                Row(reference: "A", amount: 500, at: noon, kind: .order, trade: "T1"),
                Row(reference: "B", amount: 500, at: noon + 5, kind: .order, trade: "T1"),
            ], right: [paid("A", 500, trade: "T1")],
            breaks: ["missing_right trade_shared_by_orders -5.00 CNY"],
            leftClasses: [.matched, .missingRight], rightClasses: [.matched]),
        Case(
            name: "another currency is currency_mismatch", left: [order("A", 500)],
            right: [Row(reference: "A", amount: 500, at: noon, currency: Currency("USD")!)],
            breaks: ["currency_mismatch currency_differs 5.00 USD"],
            leftClasses: [.currencyMismatch],
            rightClasses: [.currencyMismatch]),
        Case(
            name: "payouts and fees of a ledger are no sales", left: [],
            right: [
                Row(amount: -5000, at: noon, kind: .payout), Row(amount: -37, at: noon, kind: .fee),
            ], breaks: [], leftClasses: [], rightClasses: [.ignored, .ignored]),
        Case(
            name: "delivered with an empty secret is told although the money is right",
            left: [
                Row(
                    reference: "A", amount: 500, at: noon, kind: .order, delivery: .deliveredEmpty)
            ], right: [paid("A", 500)], breaks: ["status_mismatch delivered_empty 0.00 CNY"],
            leftClasses: [.statusMismatch], rightClasses: [.statusMismatch]),
        Case(
            name: "delivered before the money came is told",
            left: [
                Row(
                    reference: "A", amount: 500, at: noon, kind: .order, delivered: noon - 300,
                    delivery: .delivered)
            ], right: [paid("A", 500)], breaks: ["status_mismatch delivered_before_paid 0.00 CNY"],
            leftClasses: [.statusMismatch], rightClasses: [.statusMismatch]),
        Case(
            name: "delivered and never paid is told",
            left: [
                Row(
                    reference: "A", amount: 500, at: noon, kind: .order, status: .pending,
                    delivery: .delivered)
            ], right: [], breaks: ["status_mismatch delivered_unpaid 0.00 CNY"],
            leftClasses: [.statusMismatch], rightClasses: []),
    ]

    @Test("Each entry ends in its class and each break has its amount", arguments: cases)
    func classes(_ testCase: Case) {
        var leg = LegBuilder()
        leg.left = testCase.left
        leg.right = testCase.right
        let outcome = leg.run()
        #expect(LegBuilder.words(outcome.breaks) == testCase.breaks)
        #expect(outcome.left.classes == testCase.leftClasses)
        #expect(outcome.right.classes == testCase.rightClasses)
        #expect(outcome.closes)
    }

    @Test("Rows in any order give the same breaks and ids", arguments: cases)
    func order(_ testCase: Case) {
        var leg = LegBuilder()
        leg.left = testCase.left
        leg.right = testCase.right
        let straight = leg.run().breaks.map(\.id)
        leg.left.reverse()
        leg.right.reverse()
        #expect(leg.run().breaks.map(\.id) == straight)
    }

    @Test("The tolerance pass takes what lies within it and no more")
    func tolerance() {
        var leg = LegBuilder()
        var tolerance = AmountTolerance()
        tolerance.absoluteUnits = 5
        tolerance.millionths = 10_000
        tolerance.capUnits = 50
        leg.definition.passes.append(
            Pass(name: "tolerance", method: .tolerance(.orderReference, tolerance)))
        leg.left = [Self.order("A", 100), Self.order("B", 1000), Self.order("C", 100_000)]
        leg.right = [Self.paid("A", 105), Self.paid("B", 989), Self.paid("C", 100_050)]
        let outcome = leg.run()
        #expect(
            outcome.left.classes == [
                .matchedWithinTolerance, .amountMismatch, .matchedWithinTolerance,
            ])
        #expect(LegBuilder.words(outcome.breaks) == ["amount_mismatch underpaid -0.11 CNY"])
        #expect(outcome.closes)
    }

    @Test("Later than allowed is date_mismatch, finding late")
    func late() {
        var leg = LegBuilder()
        leg.definition.lateAfterSeconds = 86_400
        leg.definition.period = nil
        leg.left = [Self.order("A", 100), Self.order("B", 100)]
        leg.right = [Self.paid("A", 100, after: 86_400), Self.paid("B", 100, after: 86_401)]
        let outcome = leg.run()
        #expect(outcome.left.classes == [.matched, .dateMismatch])
        #expect(LegBuilder.words(outcome.breaks) == ["date_mismatch late 0.00 CNY"])
    }

    @Test("Keys are compared as the normaliser says")
    func normalisers() {
        var leg = LegBuilder()
        var rule = KeyRule.orderReference
        rule.parts[0].rightNormaliser.dropsPrefix = "SHOP-"
        rule.parts[0].rightNormaliser.ignoresCase = true
        rule.parts[0].leftNormaliser.ignoresCase = true
        leg.definition.passes = [Pass(name: "exact", method: .exact(rule))]
        leg.left = [Self.order("a1", 100)]
        leg.right = [Self.paid("shop-A1", 100)]
        #expect(leg.run().left.classes == [.matched])
    }

    @Test("What lies near the cut-off is expected, what lies outside the period is ignored")
    func edges() {
        var leg = LegBuilder()
        let (start, end) = (LegBuilder.midnight, LegBuilder.midnight + 86_400)
        leg.left = [
            Row(reference: "A", amount: 100, at: end - 60, kind: .order),
            Row(reference: "B", amount: 100, at: end - 901, kind: .order),
            Row(reference: "C", amount: 100, at: start - 5000, kind: .order),
        ]
        leg.right = [Row(reference: "D", amount: 100, at: start + 2)]
        let outcome = leg.run()
        #expect(outcome.left.classes == [.expected, .missingRight, .ignored])
        #expect(outcome.right.classes == [.expected])
        #expect(outcome.expected.map { $0.breakOn?.description } == ["2026-06-03", "2026-06-03"])
        #expect(outcome.closes)
    }

    @Test("A thousand rights of one key end without a search of every pair")
    func manyOfOneKey() {
        var leg = LegBuilder()
        leg.left = (0..<1100).map {
            Row(reference: "K", amount: 1, at: Self.noon, kind: .order, tag: $0)
        }
        leg.right = (0..<1100).map { Row(reference: "K", amount: 1, at: Self.noon, tag: $0) }
        let outcome = leg.run()
        #expect(outcome.matches.count == 1100)
        #expect(outcome.closes)
    }
}
