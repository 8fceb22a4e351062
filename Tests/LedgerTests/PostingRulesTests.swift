import Records
import Testing

@testable import Ledger

@Suite struct PostingRulesTests {
    typealias Books = SampleBooks

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var event: LedgerEvent
        /// "account amount" of each balance that is not zero.
        var expected: [String]

        init(_ name: String, _ event: LedgerEvent, _ expected: [String]) {
            (testDescription, self.event, self.expected) = (name, event, expected)
        }
    }

    static let rows = [
        Row(
            "a payment with its fee",
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(10_000),
                received: Books.cny(10_000), fee: Books.cny(60), difference: .writeOff),
            [
                "Assets:Clearing:Alipay-main 99.40 CNY", "Expenses:Fees:Alipay-main 0.60 CNY",
                "Income:Revenue:Shop -100.00 CNY",
            ]),
        Row(
            "a payment a fen short, rounded",
            .payment(
                channel: Books.epusdt, shop: Books.shop, asked: Books.usdt(27_850_000),
                received: Books.usdt(27_840_000), fee: Books.usdt(0), difference: .rounding),
            [
                "Assets:Clearing:Epusdt 27.84 USDT", "Expenses:Rounding 0.01 USDT",
                "Income:Revenue:Shop -27.85 USDT",
            ]),
        Row(
            "a payment above what was asked, written off",
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(100),
                received: Books.cny(103), fee: Books.cny(0), difference: .writeOff),
            [
                "Assets:Clearing:Alipay-main 1.03 CNY", "Expenses:WriteOffs -0.03 CNY",
                "Income:Revenue:Shop -1.00 CNY",
            ]),
        Row(
            "an order given up whole",
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(500),
                received: Books.cny(0), fee: Books.cny(0), difference: .writeOff),
            ["Expenses:WriteOffs 5.00 CNY", "Income:Revenue:Shop -5.00 CNY"]),
        Row(
            "a payment short by what the channel kept",
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(100),
                received: Books.cny(98), fee: Books.cny(0), difference: .fee),
            [
                "Assets:Clearing:Alipay-main 0.98 CNY", "Expenses:Fees:Alipay-main 0.02 CNY",
                "Income:Revenue:Shop -1.00 CNY",
            ]),
        Row(
            "a channel that holds less than it should",
            .difference(channel: Books.alipay, amount: Books.cny(-3), to: .exchange),
            ["Assets:Clearing:Alipay-main -0.03 CNY", "Income:ExchangeGains 0.03 CNY"]),
        Row(
            "a refund that brings its fee back",
            .refund(
                channel: Books.alipay, shop: Books.shop, amount: Books.cny(2_000),
                feeReturned: Books.cny(12)),
            [
                "Assets:Clearing:Alipay-main -19.88 CNY", "Expenses:Fees:Alipay-main -0.12 CNY",
                "Income:Refunds:Shop 20.00 CNY",
            ]),
        Row(
            "a fee by itself", .fee(channel: Books.alipay, amount: Books.cny(5)),
            ["Assets:Clearing:Alipay-main -0.05 CNY", "Expenses:Fees:Alipay-main 0.05 CNY"]),
        Row(
            "a fee given back", .fee(channel: Books.alipay, amount: Books.cny(-5)),
            ["Assets:Clearing:Alipay-main 0.05 CNY", "Expenses:Fees:Alipay-main -0.05 CNY"]),
        Row(
            "a payout with its fee",
            .payout(
                channel: Books.alipay, bank: Books.bank, amount: Books.cny(50_000),
                fee: Books.cny(50)),
            [
                "Assets:Bank:Icbc-1 499.50 CNY", "Assets:Clearing:Alipay-main -500.00 CNY",
                "Expenses:Fees:Alipay-main 0.50 CNY",
            ]),
        Row(
            "a correction downwards",
            .adjustment(channel: Books.alipay, amount: Books.cny(-7)),
            ["Assets:Clearing:Alipay-main -0.07 CNY", "Expenses:Adjustments 0.07 CNY"]),
        Row(
            "money of nobody", .suspense(channel: Books.alipay, amount: Books.cny(880)),
            [
                "Assets:Clearing:Alipay-main 8.80 CNY",
                "Liabilities:Suspense:Alipay-main -8.80 CNY",
            ]),
        Row(
            "out of suspense into revenue",
            .release(
                channel: Books.alipay, amount: Books.cny(880), to: .revenue(shop: Books.shop)),
            ["Income:Revenue:Shop -8.80 CNY", "Liabilities:Suspense:Alipay-main 8.80 CNY"]),
        Row(
            "out of suspense and sent back",
            .release(channel: Books.alipay, amount: Books.cny(880), to: .refund),
            [
                "Assets:Clearing:Alipay-main -8.80 CNY",
                "Liabilities:Suspense:Alipay-main 8.80 CNY",
            ]),
        Row(
            "out of suspense by decision",
            .release(channel: Books.alipay, amount: Books.cny(880), to: .adjustment),
            ["Expenses:Adjustments -8.80 CNY", "Liabilities:Suspense:Alipay-main 8.80 CNY"]),
        Row(
            "given up", .writeOff(channel: Books.alipay, amount: Books.cny(3)),
            ["Assets:Clearing:Alipay-main -0.03 CNY", "Expenses:WriteOffs 0.03 CNY"]),
        Row(
            "exchanged at a gain",
            .exchange(
                from: .clearing(Books.epusdt), given: Books.usdt(100_000_000),
                to: .bank(Books.bank), received: Books.cny(71_500), bookValue: Books.cny(71_000)),
            [
                "Assets:Bank:Icbc-1 715.00 CNY", "Assets:Clearing:Epusdt -100.00 USDT",
                "Equity:Conversion -710.00 CNY", "Equity:Conversion 100.00 USDT",
                "Income:ExchangeGains -5.00 CNY",
            ]),
        Row(
            "exchanged at a loss",
            .exchange(
                from: .clearing(Books.epusdt), given: Books.usdt(1_000_000),
                to: .bank(Books.bank), received: Books.cny(700), bookValue: Books.cny(710)),
            [
                "Assets:Bank:Icbc-1 7.00 CNY", "Assets:Clearing:Epusdt -1.00 USDT",
                "Equity:Conversion -7.10 CNY", "Equity:Conversion 1.00 USDT",
                "Income:ExchangeGains 0.10 CNY",
            ]),
        Row(
            "what was there before", .opening(.bank(Books.bank), amount: Books.cny(123_456)),
            ["Assets:Bank:Icbc-1 1234.56 CNY", "Equity:Opening -1234.56 CNY"]),
    ]

    @Test("what happened moves the accounts it should", arguments: rows)
    func rules(row: Row) throws {
        var ledger = GeneralLedger(Books.chart)
        try ledger.post(PostingRules.entry(for: row.event, Books.id("a"), on: Books.day))
        let trial = ledger.trialBalance()
        #expect(trial.isZero)
        #expect(
            trial.rows.filter { !$0.balance.isZero }.map { "\($0.account) \($0.balance)" }
                == row.expected)
    }

    static let name = Books.id("a")
    static let euro = Money(units: 1, scale: 2, currency: Currency("EUR")!)
    static let refusals: [(LedgerEvent, LedgerRefusal)] = [
        (
            .writeOff(channel: Books.alipay, amount: Books.cny(0)),
            .notPositive(name, Books.cny(0))
        ),
        (
            .suspense(channel: Books.alipay, amount: Books.cny(-1)),
            .notPositive(name, Books.cny(-1))
        ),
        (
            .payout(
                channel: Books.alipay, bank: Books.bank, amount: Books.cny(9), fee: Books.cny(-1)),
            .notPositive(name, Books.cny(-1))
        ),
        (
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(1), received: euro,
                fee: Books.cny(0), difference: .writeOff),
            .currencies(name, .cny, Currency("EUR")!)
        ),
        (
            .exchange(
                from: .bank(Books.bank), given: Books.cny(1), to: .bank(Books.bank),
                received: Books.cny(1), bookValue: Books.cny(1)),
            .currencies(name, .cny, .cny)
        ),
        (
            .exchange(
                from: .revenue(Books.shop), given: Books.usdt(1), to: .bank(Books.bank),
                received: Books.cny(1), bookValue: Books.cny(1)),
            .noHolding(name, .revenue(Books.shop))
        ),
        (.fee(channel: Books.alipay, amount: Books.cny(0)), .nothingToPost(name)),
        (
            .fee(channel: Books.alipay, amount: Books.cny(.min)),
            .tooLarge(name, Books.cny(.min))
        ),
        (
            .payment(
                channel: Books.alipay, shop: Books.shop, asked: Books.cny(.max),
                received: Books.cny(1), fee: Books.cny(0), difference: .writeOff),
            .tooLarge(name, Books.cny(.max))
        ),
    ]

    @Test("what cannot have happened is refused", arguments: 0..<refusals.count)
    func refused(row: Int) {
        let (event, expected) = Self.refusals[row]
        #expect(throws: expected) {
            try PostingRules.entry(for: event, Self.name, on: Books.day)
        }
    }
}
