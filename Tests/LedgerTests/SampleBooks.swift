import Records

@testable import Ledger

/// A merchant of two channels, a bank and a shop; and streams of invented events.
enum SampleBooks {
    static let alipay = AccountLabel("alipay-main")!
    static let epusdt = AccountLabel("epusdt")!
    static let bank = AccountLabel("icbc-1")!
    static let shop = AccountLabel("shop")!
    static let yen = Currency("JPY")!
    static let inch = Currency("1INCH")!
    static let chart = ChartOfAccounts(
        accounts: ChartOfAccounts.merchant(
            channels: [alipay, epusdt], banks: [bank], shops: [shop], currencies: []
        ).accounts,
        scales: [.cny: 2, .usdt: 6, yen: 0, inch: 18])

    static func cny(_ fen: Int128) -> Money { Money(units: fen, scale: 2, currency: .cny) }
    static func usdt(_ units: Int128) -> Money { Money(units: units, scale: 6, currency: .usdt) }
    static func id(_ text: String) -> EntryIdentifier { EntryIdentifier(text)! }
    static let day = Day("2026-06-18")!

    static func entry(
        _ name: String, _ postings: [Posting], on day: Day = day, memo: String = "",
        kind: JournalEntry.Kind = .adjustment, reverses: String? = nil
    ) -> JournalEntry {
        JournalEntry(
            id(name), on: day, kind, memo: memo, postings, reverses: reverses.map { id($0) })
    }

    /// A sound entry of one debit and one credit.
    static func plain(_ name: String, _ fen: Int128 = 100, on day: Day = day) -> JournalEntry {
        entry(
            name, [Posting(.clearing(alipay), cny(fen)), Posting(.adjustments, cny(-fen))], on: day)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    struct Random {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(bound))
        }

        mutating func money(_ currency: Currency, from least: Int = 1) -> Money {
            let scale = SampleBooks.chart.scales[currency]!
            return Money(
                units: Int128(least + next(1_000_000)), scale: scale, currency: currency)
        }

        mutating func currency() -> Currency {
            [.cny, .cny, .usdt, SampleBooks.yen, SampleBooks.inch][next(5)]
        }
    }

    static func event(_ random: inout Random) -> LedgerEvent {
        let channel = random.next(2) == 0 ? alipay : epusdt
        let currency = random.currency()
        let amount = random.money(currency)
        switch random.next(11) {
        case 0, 1, 2:
            return .payment(
                channel: channel, shop: shop, asked: amount,
                received: random.next(3) == 0 ? random.money(currency) : amount,
                fee: random.next(2) == 0 ? .zero(currency) : random.money(currency),
                difference: random.next(2) == 0 ? .rounding : .writeOff)
        case 3:
            return .refund(
                channel: channel, shop: shop, amount: amount,
                feeReturned: random.money(currency, from: 0))
        case 4: return .fee(channel: channel, amount: random.next(2) == 0 ? amount : -amount)
        case 5:
            return .payout(
                channel: channel, bank: bank, amount: amount,
                fee: random.money(currency, from: 0))
        case 6: return .adjustment(channel: channel, amount: random.next(2) == 0 ? amount : -amount)
        case 7: return .suspense(channel: channel, amount: amount)
        case 8:
            let target: LedgerEvent.Release =
                [.revenue(shop: shop), .refund, .adjustment][random.next(3)]
            return .release(channel: channel, amount: amount, to: target)
        case 9: return .writeOff(channel: channel, amount: amount)
        default:
            let other: Currency = currency == .cny ? .usdt : .cny
            return .exchange(
                from: .clearing(channel), given: amount, to: .bank(bank),
                received: random.money(other), bookValue: random.money(other, from: 0))
        }
    }

    /// Books of `count` random events over some months, with reversals and memos of every kind.
    static func books(seed: UInt64, count: Int) throws -> GeneralLedger {
        var random = Random(state: seed)
        var ledger = GeneralLedger(chart)
        let memos = ["", "订单 A-1042", "say \"so\" \\ now", "date:2020-01-01; a|b", "[2026-01-01]"]
        for number in 0..<count {
            let day = day.advanced(by: random.next(100))
            try ledger.post(
                PostingRules.entry(
                    for: event(&random), id("e:\(number)"), on: day, memo: memos[random.next(5)]))
            guard random.next(10) == 0 else { continue }
            try ledger.post(
                ledger.reversal(
                    of: id("e:\(number)"), as: id("e:\(number)/r"),
                    on: day.advanced(by: random.next(5))))
        }
        return ledger
    }
}
