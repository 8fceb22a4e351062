import Records
import Testing

@testable import Ledger

@Suite struct LedgerTests {
    typealias Books = SampleBooks

    static let huge = Money(
        units: Money.raise(Money.raise(1, by: 15), by: 18), scale: 18, currency: Books.inch)

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var entry: JournalEntry
        var expected: LedgerRefusal

        init(_ name: String, _ entry: JournalEntry, _ expected: LedgerRefusal) {
            (testDescription, self.entry, self.expected) = (name, entry, expected)
        }
    }

    static let wallet = Account.clearing(Books.alipay)
    static let a = Books.id("a")

    static let rows = [
        Row(
            "a fen is missing",
            Books.entry(
                "a", [Posting(wallet, Books.cny(100)), Posting(.adjustments, Books.cny(-99))]),
            .unbalanced(a, left: [Books.cny(1)])),
        Row(
            "two currencies that only balance together",
            Books.entry(
                "a", [Posting(wallet, Books.usdt(100)), Posting(.adjustments, Books.cny(-100))]),
            .unbalanced(a, left: [Books.cny(-100), Books.usdt(100)])),
        Row(
            "one line", Books.entry("a", [Posting(wallet, Books.cny(100))]),
            .postings(a, found: 1, limit: 1_000)),
        Row(
            "too many lines",
            Books.entry(
                "a",
                (0..<1_002).map { Posting(wallet, Books.cny($0 % 2 == 0 ? 1 : -1)) }),
            .postings(a, found: 1_002, limit: 1_000)),
        Row(
            "a line of nothing",
            Books.entry("a", [Posting(wallet, Books.cny(0)), Posting(.adjustments, Books.cny(0))]),
            .zeroPosting(a, wallet)),
        Row(
            "an account that the chart has not",
            Books.entry(
                "a",
                [
                    Posting(.bank(AccountLabel("other")!), Books.cny(1)),
                    Posting(.adjustments, Books.cny(-1)),
                ]),
            .unknownAccount(a, .bank(AccountLabel("other")!))),
        Row(
            "a currency that the books have not",
            Books.entry(
                "a",
                [
                    Posting(wallet, Money(units: 1, scale: 2, currency: Currency("EUR")!)),
                    Posting(.adjustments, Money(units: -1, scale: 2, currency: Currency("EUR")!)),
                ]),
            .unknownCurrency(a, Currency("EUR")!)),
        Row(
            "a tenth of a fen",
            Books.entry(
                "a",
                [
                    Posting(wallet, Money(units: 1, scale: 3, currency: .cny)),
                    Posting(.adjustments, Money(units: -1, scale: 3, currency: .cny)),
                ]),
            .tooFine(a, Money(units: 1, scale: 3, currency: .cny), scale: 2)),
        Row(
            "more than there is",
            Books.entry(
                "a", [Posting(wallet, Books.cny(.max)), Posting(.adjustments, Books.cny(-.max))]),
            .tooLarge(a, Books.cny(.max))),
        Row(
            "the smallest number there is",
            Books.entry(
                "a", [Posting(wallet, Books.cny(.min)), Posting(.adjustments, Books.cny(.max))]),
            .tooLarge(a, Books.cny(.min))),
        Row(
            "a memo of two lines",
            Books.entry("a", Books.plain("a").postings, memo: "one\ntwo"),
            .memo(a, bytes: 7, limit: 500)),
        Row(
            "a memo without an end",
            Books.entry(
                "a", Books.plain("a").postings, memo: String(repeating: "长", count: 167)),
            .memo(a, bytes: 501, limit: 500)),
        Row(
            "a reversal of nothing",
            Books.entry("a", Books.plain("a").postings, kind: .reversal, reverses: "none"),
            .unknownEntry(Books.id("none"))),
        Row(
            "a reversal of another amount",
            Books.entry("a", Books.plain("a", -99).postings, kind: .reversal, reverses: "first"),
            .notTheOpposite(a, of: Books.id("first"))),
        Row(
            "a reversal that does not call itself one",
            Books.entry("a", Books.plain("a", -100).postings, reverses: "first"),
            .notTheOpposite(a, of: Books.id("first"))),
        Row(
            "the same id with another content", Books.plain("first", 101),
            .otherContent(Books.id("first"))),
        Row(
            "a day that is closed", Books.plain("a", on: Day("2026-05-31")!),
            .periodClosed(a, day: Day("2026-05-31")!, through: Day("2026-05-31")!)),
    ]

    @Test(
        "what cannot be posted is refused with what is wrong, and changes nothing", arguments: rows)
    func refusals(row: Row) throws {
        var ledger = GeneralLedger(Books.chart)
        try ledger.post(Books.plain("first"))
        try ledger.close(through: Day("2026-05-31")!)
        let before = ledger.balances
        #expect(throws: row.expected) { try ledger.post(row.entry) }
        #expect(ledger.balances == before && ledger.entries.count == 1)
        #expect(ledger.faults().isEmpty)
    }

    @Test("the same entry twice is posted once, also after its period was closed")
    func idempotent() throws {
        var ledger = GeneralLedger(Books.chart)
        #expect(try ledger.post(Books.plain("a")) == .posted)
        #expect(try ledger.post(Books.plain("a")) == .alreadyPosted)
        try ledger.close(through: Books.day)
        #expect(try ledger.post(Books.plain("a")) == .alreadyPosted)
        #expect(ledger.balance(Self.wallet, .cny) == Books.cny(100))
        #expect(ledger.entries.count == 1)
    }

    @Test("a reversal takes an entry back once, and is not taken back itself")
    func reversals() throws {
        var ledger = GeneralLedger(Books.chart)
        try ledger.post(Books.plain("a"))
        let next = Books.day.advanced(by: 1)
        let reversal = try ledger.reversal(of: Books.id("a"), as: Books.id("b"), on: next)
        #expect(try ledger.post(reversal) == .posted)
        #expect(try ledger.post(reversal) == .alreadyPosted)
        #expect(
            try ledger.reversal(of: Books.id("a"), as: Books.id("b"), on: next) == reversal)
        #expect(ledger.balance(Self.wallet, .cny).isZero)
        #expect(throws: LedgerRefusal.alreadyReversed(Books.id("a"), by: Books.id("b"))) {
            try ledger.reversal(of: Books.id("a"), as: Books.id("c"), on: next)
        }
        #expect(throws: LedgerRefusal.reversesReversal(Books.id("b"))) {
            try ledger.reversal(of: Books.id("b"), as: Books.id("c"), on: next)
        }
        #expect(throws: LedgerRefusal.unknownEntry(Books.id("z"))) {
            try ledger.reversal(of: Books.id("z"), as: Books.id("c"), on: next)
        }
        #expect(
            try ledger.trialBalance(through: Books.day).rows.map(\.balance.units) == [100, -100])
        #expect(ledger.trialBalance().rows.map(\.balance.units) == [0, 0])
    }

    @Test("a period that is closed stays closed")
    func closing() throws {
        var ledger = GeneralLedger(Books.chart)
        try ledger.close(through: Books.day)
        try ledger.close(through: Books.day)
        let earlier = Books.day.advanced(by: -1)
        #expect(throws: LedgerRefusal.closedBefore(day: earlier, through: Books.day)) {
            try ledger.close(through: earlier)
        }
        try ledger.post(Books.plain("a", on: Books.day.advanced(by: 1)))
    }

    @Test("a balance that would not fit is refused, and nothing of its entry is posted")
    func overflow() throws {
        var ledger = GeneralLedger(Books.chart)
        func entry(_ number: Int) -> JournalEntry {
            Books.entry(
                "n\(number)",
                [Posting(Self.wallet, Self.huge), Posting(.adjustments, -Self.huge)])
        }
        for number in 0..<100 { try ledger.post(entry(number)) }
        let before = ledger.balances
        #expect(throws: LedgerRefusal.overflow(Books.id("n100"), Self.wallet, Books.inch)) {
            try ledger.post(entry(100))
        }
        #expect(ledger.balances == before && ledger.trialBalance().isZero)
    }

    @Test("an amount may have more digits than the books where they say nothing")
    func digits() throws {
        var ledger = GeneralLedger(Books.chart)
        let fine = Money(units: 12_300, scale: 4, currency: .cny)
        try ledger.post(
            Books.entry("a", [Posting(Self.wallet, fine), Posting(.adjustments, -fine)]))
        #expect(ledger.balance(Self.wallet, .cny) == Books.cny(123))
    }

    @Test("any stream of events leaves every currency at zero", arguments: 0..<20 as Range<UInt64>)
    func streams(seed: UInt64) throws {
        let ledger = try Books.books(seed: seed, count: 150)
        #expect(ledger.trialBalance().isZero && ledger.faults().isEmpty)
        // Sums by a way of their own, from the postings as they were handed in.
        var sums: [String: Int128] = [:]
        for balanced in ledger.entries {
            for posting in balanced.entry.postings {
                sums["\(posting.account) \(posting.amount.currency)", default: 0] +=
                    posting.amount.rescaled(to: 18).units
            }
        }
        let trial = ledger.trialBalance()
        #expect(trial.rows.count == sums.count)
        for row in trial.rows {
            let key = "\(row.account) \(row.balance.currency)"
            #expect(sums[key] == row.balance.rescaled(to: 18).units, "\(key)")
        }
        // Every day closes at zero; the last one is the whole.
        let days = Set(ledger.entries.map(\.entry.day)).sorted()
        for day in days { #expect(try ledger.trialBalance(through: day).isZero) }
        #expect(try days.last.map { try ledger.trialBalance(through: $0) } == trial)
    }

    @Test("the order of posting changes no balance", arguments: 0..<5 as Range<UInt64>)
    func order(seed: UInt64) throws {
        let ledger = try Books.books(seed: seed, count: 60)
        let plain = ledger.entries.map(\.entry).filter { $0.reverses == nil }
        var other = GeneralLedger(Books.chart)
        for entry in plain.reversed() { try other.post(entry) }
        for entry in ledger.entries.map(\.entry).reversed() where entry.reverses != nil {
            try other.post(entry)
        }
        for entry in plain { #expect(try other.post(entry) == .alreadyPosted) }
        #expect(other.trialBalance() == ledger.trialBalance())
    }

    @Test(
        "labels and ids are what every journal can spell",
        arguments: ["", "-a", "A", "支付宝", "a b", "a:b", "a_b", String(repeating: "a", count: 41)])
    func labels(text: String) {
        #expect(AccountLabel(text) == nil)
        let isLong = text.count > 40
        #expect(
            (EntryIdentifier(text + "(") == nil) && (isLong || EntryIdentifier("\"" + text) == nil))
    }
}
