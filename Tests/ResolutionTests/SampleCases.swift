import Ledger
import Matching
import Records

@testable import Resolution

/// Breaks and decisions that tests begin with.
enum SampleCases {
    static let channel = AccountLabel("alipay")!
    static let shop = AccountLabel("main")!
    static let bank = AccountLabel("icbc")!
    static let maker = ActorName("Li Na")!
    static let checker = ActorName("Wang Wei")!
    static let day = Day("2026-06-01")!
    static let now = Instant(seconds: 1_780_300_800)  // 2026-06-01T16:00:00+08:00
    static let digest = ContentDigest(Array(repeating: 7, count: 32))!
    static let chart = ChartOfAccounts.merchant(
        channels: [channel], banks: [bank], shops: [shop],
        currencies: [.cny, .usdt, Currency("USD")!])

    static func cny(_ fen: Int128) -> Money { Money(units: fen, scale: 2, currency: .cny) }
    static func id(_ number: UInt64) -> Hash128 { Hash128(high: 0, low: number) }

    static func item(
        _ side: Side, _ gross: Money, fee: Money? = nil, discount: Money? = nil,
        moved: Bool = true, row: Int = 0, order: String? = "A-1", channel: String? = nil
    ) -> CaseItem {
        let kind: EntryKind =
            gross.units < 0 ? .refund : (side == .left ? .order : .payment)
        return CaseItem(
            entry: EntryID(segment: side == .left ? 1 : 2, row: row),
            identity: Hash128(high: side == .left ? 1 : 2, low: UInt64(row)), side: side,
            kind: kind, moved: moved, gross: gross, discount: discount, fee: fee,
            orderReference: order, channelReference: channel)
    }

    static func breakCase(
        _ number: UInt64, _ entryClass: EntryClass, _ amount: Money, left: CaseItem? = nil,
        right: CaseItem? = nil, settled: Money? = nil, role: LegRole = .sales,
        state: BreakState = .new
    ) -> BreakCase {
        BreakCase(
            id: id(number), leg: "orders-alipay", role: role, entryClass: entryClass,
            state: state, amount: amount, settled: settled, left: left, right: right,
            channel: channel, shop: shop, bank: role == .payout ? bank : nil)
    }

    static func decision(
        _ kind: DecisionKind, _ breaks: [Hash128] = [id(1)], number: Int = 12,
        entries: [EntryID] = [], amount: Money? = nil, reason: String = "checked by phone"
    ) throws -> Decision {
        try Decision(
            number: number, kind, breaks: breaks, entries: entries, amount: amount,
            reason: reason, maker: maker, at: now,
            evidence: Decision.Evidence(digest: digest, bytes: Array("{}".utf8)))
    }

    /// "account amount" of each balance that is not zero, after an effect was posted.
    static func balances(_ effects: [(Int, DecisionEffect)]) throws -> [String] {
        var ledger = GeneralLedger(chart)
        for (number, effect) in effects {
            for entry in try effect.journal(decision: number, on: day) { try ledger.post(entry) }
        }
        let trial = ledger.trialBalance()
        precondition(trial.isZero)
        return trial.rows.filter { !$0.balance.isZero }.map { "\($0.account) \($0.balance)" }
    }

    /// Money came for an order nobody placed, 100.00 less 0.60.
    static let unknownMoney = breakCase(
        1, .missingLeft, cny(10_000),
        right: item(.right, cny(10_000), fee: cny(-60), channel: "T-1"))
    static let unknownRefund = breakCase(
        1, .missingLeft, cny(-2_000), right: item(.right, cny(-2_000), fee: cny(12)))
    static let unpaidOrder = breakCase(
        1, .missingRight, cny(-5_000), left: item(.left, cny(5_000)))
    static let refundNotMade = breakCase(
        1, .missingRight, cny(2_000), left: item(.left, cny(-2_000)))
    static let short = breakCase(
        1, .amountMismatch, cny(-1_000), left: item(.left, cny(10_000)),
        right: item(.right, cny(9_000), fee: cny(-54)))
    static let over = breakCase(
        1, .amountMismatch, cny(500), left: item(.left, cny(10_000)),
        right: item(.right, cny(10_500), fee: cny(-63)))
    static let refundDiffers = breakCase(
        1, .amountMismatch, cny(200), left: item(.left, cny(-2_000)),
        right: item(.right, cny(-1_800)))
    static let feeDoubled = breakCase(
        1, .feeMismatch, cny(-60), left: item(.left, cny(10_000)),
        right: item(.right, cny(10_000), fee: cny(-120)))
    static let paidExpired = breakCase(
        1, .statusMismatch, cny(10_000), left: item(.left, cny(10_000), moved: false),
        right: item(.right, cny(10_000), fee: cny(-60)))
    static let gatewayUnpaid = breakCase(
        1, .statusMismatch, cny(-10_000), left: item(.left, cny(10_000)),
        right: item(.right, cny(10_000), fee: cny(-60), moved: false))
    static let undelivered = breakCase(
        1, .statusMismatch, cny(0), left: item(.left, cny(10_000)),
        right: item(.right, cny(10_000), fee: cny(-60)))
    static let late = breakCase(
        1, .dateMismatch, cny(0), left: item(.left, cny(10_000)),
        right: item(.right, cny(10_000), fee: cny(-60)))
    static let paidTwice = breakCase(
        1, .duplicate, cny(10_000), right: item(.right, cny(10_000), fee: cny(-60)))
    static let refundedTwice = breakCase(
        1, .duplicate, cny(-2_000), right: item(.right, cny(-2_000)))
    static let orderTwice = breakCase(
        1, .duplicate, cny(-10_000), left: item(.left, cny(10_000)))
    static let otherCurrency = breakCase(
        1, .currencyMismatch, Money(units: 14_000_000, scale: 6, currency: .usdt),
        left: item(.left, cny(10_000)),
        right: item(.right, Money(units: 14_000_000, scale: 6, currency: .usdt)))
    static let discounted = breakCase(
        1, .amountMismatch, cny(-100), left: item(.left, cny(10_000)),
        right: item(.right, cny(9_900), fee: cny(-57), discount: cny(400)))

    static let all = [
        unknownMoney, unknownRefund, unpaidOrder, refundNotMade, short, over, refundDiffers,
        feeDoubled, paidExpired, gatewayUnpaid, undelivered, late, paidTwice, refundedTwice,
        orderTwice, otherCurrency, discounted,
    ]
}
