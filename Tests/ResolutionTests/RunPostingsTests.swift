import Ledger
import Records
import Testing

@testable import Matching
@testable import Resolution

@Suite struct RunPostingsTests {
    typealias Cases = SampleCases
    typealias Row = SaleLeg.Row

    static func post(
        _ events: [DatedEvent], run: Int = 1
    ) throws -> (entries: [JournalEntry], ledger: GeneralLedger) {
        let entries = try RunPostings.journal(events, run: run, leg: 1)
        var ledger = GeneralLedger(ChartOfAccounts(of: entries))
        for entry in entries { try ledger.post(entry) }
        return (entries, ledger)
    }

    static func balances(_ events: [DatedEvent]) throws -> [String] {
        try post(events).ledger.trialBalance().rows.filter { !$0.balance.isZero }
            .map { "\($0.account) \($0.balance.canonical)" }
    }

    static func events(
        _ leg: SaleLeg, _ books: RunPostings.Books = SaleLeg.books()
    ) -> [DatedEvent] {
        let inputs = leg.inputs
        var postings = RunPostings(books)
        postings.add(Matching.reconcile(leg.definition, inputs), inputs)
        return postings.events()
    }

    static let noon = SaleLeg.midnight + 12 * 3_600

    static func sale(
        _ reference: String, _ fen: Int128, fee: Int128? = nil, at: Int64 = noon,
        shop: String = ""
    ) -> (order: Row, money: Row) {
        let kind: EntryKind = fen < 0 ? .refund : .order
        var order = Row(reference: reference, amount: fen)
        order.kind = kind
        order.at = at
        order.shop = shop
        var money = order
        money.kind = fen < 0 ? .refund : .payment
        money.fee = fee
        money.shop = ""
        return (order, money)
    }

    @Test("what is matched is added up by day, shop, channel, currency and kind")
    func sums() throws {
        let sales = [
            Self.sale("A-1", 10_000, fee: -60), Self.sale("A-2", 5_000, fee: -30),
            Self.sale("A-3", 2_000, fee: -12, shop: "two"), Self.sale("A-4", -1_000, fee: 6),
            Self.sale("A-5", 700, at: Self.noon + 86_400),
        ]
        let leg = SaleLeg(left: sales.map(\.order), right: sales.map(\.money))
        let (entries, ledger) = try Self.post(Self.events(leg))
        #expect(
            entries.map { "\($0.identifier) \($0.day) \($0.kind.rawValue)" } == [
                "run/1/1/1 2026-06-01 payment", "run/1/1/2 2026-06-01 refund",
                "run/1/1/3 2026-06-01 payment", "run/1/1/4 2026-06-02 payment",
            ])
        #expect(
            ledger.trialBalance().rows.filter { !$0.balance.isZero }
                .map { "\($0.account) \($0.balance)" } == [
                    "Assets:Clearing:Alipay 166.04 CNY", "Expenses:Fees:Alipay 0.96 CNY",
                    "Income:Refunds:Main 10.00 CNY", "Income:Revenue:Main -157.00 CNY",
                    "Income:Revenue:Two -20.00 CNY",
                ])
    }

    @Test("a fen within the tolerance is rounding; the merchant's own discount is no revenue")
    func differences() throws {
        var short = Self.sale("A-1", 10_000)
        short.money.amount = 9_999
        var discounted = Self.sale("A-2", 5_000)
        discounted.money.discount = 500
        let leg = SaleLeg(
            left: [short.order, discounted.order], right: [short.money, discounted.money])
        #expect(
            try Self.balances(Self.events(leg)) == [
                "Assets:Clearing:Alipay 144.99 CNY", "Expenses:Rounding 0.01 CNY",
                "Income:Revenue:Main -145.00 CNY",
            ])
    }

    @Test("what is open is not posted")
    func open() throws {
        var over = Self.sale("A-2", 5_000)
        over.money.amount = 6_000
        let leg = SaleLeg(
            left: [Self.sale("A-1", 10_000).order, over.order],
            right: [over.money, Self.sale("A-3", 300).money])
        #expect(Self.events(leg).isEmpty)
    }

    @Test("what happened in a closed period is booked in the open one, and says so")
    func late() throws {
        let sales = [
            Self.sale("A-1", 10_000), Self.sale("A-2", 500, at: Self.noon + 86_400),
            Self.sale("A-3", 700, at: Self.noon + 2 * 86_400),
        ]
        let leg = SaleLeg(left: sales.map(\.order), right: sales.map(\.money))
        let (entries, _) = try Self.post(
            Self.events(leg, SaleLeg.books(closedThrough: Day("2026-06-02")!)))
        #expect(
            entries.map { "\($0.day) \($0.memo)" } == [
                "2026-06-03 run 1, of 2026-06-01", "2026-06-03 run 1, of 2026-06-02",
                "2026-06-03 run 1",
            ])
    }

    @Test("a business day begins at its cut-off")
    func cutOff() throws {
        let sale = Self.sale("A-1", 10_000, at: SaleLeg.midnight + 86_400 + 1_800)
        let leg = SaleLeg(left: [sale.order], right: [sale.money])
        var books = SaleLeg.books()
        #expect(Self.events(leg, books).map(\.day) == [Day("2026-06-02")!])
        books.cutOffSeconds = 3_600
        #expect(Self.events(leg, books).map(\.day) == [Day("2026-06-01")!])
        // 23:00 of the evening before.
        books.cutOffSeconds = -3_600
        #expect(Self.events(leg, books).map(\.day) == [Day("2026-06-02")!])
        books.through = Day("2026-06-01")!
        #expect(Self.events(leg, books).map(\.day) == [Day("2026-06-01")!])
    }

    @Test("money seen twice is booked once")
    func flow() throws {
        let sale = Self.sale("A-1", 10_000)
        let leg = SaleLeg(left: [sale.order], right: [sale.money])
        #expect(Self.events(leg, SaleLeg.books(.flow)).isEmpty)
        let rows: [(Set<SourceRole>, Set<SourceRole>, LegRole)] = [
            ([.orders], [.channel], .sales), ([.orders], [.fund], .sales),
            ([.orders], [.wallet], .sales), ([.channel], [.fund], .flow),
            ([.channel], [.channel], .flow), ([.channel], [.bank], .payout),
            ([.fund, .wallet], [.bank], .payout), ([.bank], [.bank], .flow),
        ]
        for (left, right, role) in rows { #expect(LegRole(left: left, right: right) == role) }
    }

    /// A pair of a payout, as a matched leg has it.
    static func payout(_ given: Int128, _ arrived: Row) throws -> [String] {
        var sent = Row(reference: "P-1", amount: given)
        sent.kind = .payout
        sent.at = noon
        var arrived = arrived
        arrived.at = noon
        let leg = SaleLeg(left: [sent], right: [arrived])
        let inputs = leg.inputs
        var outcome = Matching.reconcile(leg.definition, inputs)
        outcome.matches = Matches()
        outcome.matches.append(
            left: 0, right: 0, pass: 0, .matched, Findings(), link: -1)
        var postings = RunPostings(SaleLeg.books(.payout))
        postings.add(outcome, inputs)
        return try balances(postings.events())
    }

    @Test("payouts leave the channel and arrive in the bank, less a fee or in another currency")
    func payouts() throws {
        #expect(
            try Self.payout(-50_000, Row(reference: "P-1", amount: 49_950)) == [
                "Assets:Bank:Icbc 499.50 CNY", "Assets:Clearing:Alipay -500.00 CNY",
                "Expenses:Fees:Alipay 0.50 CNY",
            ])
        #expect(
            try Self.payout(-50_000, Row(reference: "P-1", amount: 50_001)) == [
                "Assets:Bank:Icbc 500.01 CNY", "Assets:Clearing:Alipay -500.00 CNY",
                "Expenses:Rounding -0.01 CNY",
            ])
        var dollars = Row(reference: "P-1", amount: 7_000)
        dollars.currency = Currency("USD")!
        #expect(
            try Self.payout(-50_000, dollars) == [
                "Assets:Bank:Icbc 70.00 USD", "Assets:Clearing:Alipay -500.00 CNY",
                "Equity:Conversion 500.00 CNY", "Equity:Conversion -70.00 USD",
            ])
    }

    @Test("words become labels, and two words never share one")
    func labels() {
        func label(_ word: String) -> String {
            AccountLabel.spelled(word, otherwise: Cases.shop).description
        }
        #expect(label("") == "main")
        #expect(label("alipay") == "alipay")
        #expect(label("Shop A").hasPrefix("shop-a-"))
        #expect(label("二号店").hasPrefix("x-"))
        let words = [
            "Shop A", "shop a", "SHOP A", "shop-a", "二号店", "三号店", "-a", "a-", "A-",
            String(repeating: "长", count: 30), String(repeating: "x", count: 41),
        ]
        #expect(Set(words.map(label)).count == words.count)
        for word in words { #expect(label(word).utf8.count <= AccountLabel.limit) }
    }

    @Test("the clearing account moves by the net of what is matched", arguments: UInt64(1)...60)
    func property(seed: UInt64) throws {
        let leg = SaleLeg(seed: seed)
        let inputs = leg.inputs
        let outcome = Matching.reconcile(leg.definition, inputs)
        let books = SaleLeg.books()
        var postings = RunPostings(books)
        postings.add(outcome, inputs)
        let events = postings.events()
        let (entries, ledger) = try Self.post(events)
        let terms = ChannelTerms.of(outcome, inputs, channel: books.channel)
        let moved = ClearingCheck.movements(entries)
        for (place, term) in terms {
            #expect(term.closes)
            let posted = moved[place] ?? .zero(place.currency)
            #expect(posted.equals(term.matched), "\(place.channel) \(place.currency)")
            let check = ClearingCheck(
                channel: term.new - term.ignored, open: term.carried, parts: .zero(place.currency),
                flow: .zero(place.currency), payouts: .zero(place.currency), balance: posted)
            #expect(check.residual.isZero)
        }
        #expect(Set(moved.keys).isSubset(of: Set(terms.keys)))
        #expect(ledger.trialBalance().isZero && ledger.faults().isEmpty)
        // One event per day, kind, currency, channel and shop.
        let sales = entries.filter { $0.kind == .payment || $0.kind == .refund }
        let shapes = sales.map { entry in
            let places = entry.postings.filter {
                if case .clearing = $0.account { return true }
                if case .revenue = $0.account { return true }
                if case .refunds = $0.account { return true }
                return false
            }
            let accounts = Set(places.map { "\($0.account) \($0.amount.currency)" }).sorted()
            return "\(entry.day) \(entry.kind) \(accounts)"
        }
        #expect(Set(shapes).count == shapes.count)
    }

    @Test("what is taken back leaves nothing", arguments: UInt64(1)...30)
    func takenBack(seed: UInt64) throws {
        let leg = SaleLeg(seed: seed)
        let inputs = leg.inputs
        let outcome = Matching.reconcile(leg.definition, inputs)
        let books = SaleLeg.books()
        var postings = RunPostings(books)
        postings.add(outcome, inputs)
        for index in 0..<outcome.matches.count {
            let standing = Self.standing(index, outcome, inputs, books)
            postings.takeBack(standing.match, on: standing.day)
        }
        let (entries, ledger) = try Self.post(postings.events())
        #expect(ledger.trialBalance().rows.allSatisfy { $0.balance.isZero })
        #expect(!entries.isEmpty)
    }

    private static func standing(
        _ index: Int, _ outcome: LegOutcome, _ inputs: LegInputs, _ books: RunPostings.Books
    ) -> (match: StandingMatch, day: Day) {
        func item(_ side: Side, _ row: Int) -> CaseItem {
            let table = (side == .left ? inputs.left : inputs.right)[0].table
            return CaseItem(
                entry: EntryID(segment: 1, row: row), identity: table.identity[row], side: side,
                kind: table.kind[row], moved: table.status[row].movedMoney,
                gross: table.gross(ofRow: row)!, discount: table.discount(ofRow: row),
                fee: table.fee(ofRow: row))
        }
        let (left, right) = (
            Int(outcome.matches.left[index]), Int(outcome.matches.right[index])
        )
        let match = StandingMatch(
            leg: "orders-alipay", role: .sales, left: [item(.left, left)],
            right: [item(.right, right)],
            channel: books.channel(inputs.right[0].table.channel[right]),
            shop: books.shop(inputs.left[0].table.shop[left]))
        let time = Instant(microseconds: inputs.right[0].table.occurredAt[right])
        return (match, time.day(in: .china))
    }

    @Test("the order of rows changes no event", arguments: UInt64(1)...20)
    func order(seed: UInt64) {
        let leg = SaleLeg(seed: seed)
        var reversed = leg
        // Identities count rows, so only what is unique may be turned.
        reversed.left = leg.left.reversed()
        let unique = Set(leg.left.map(\.reference)).count == leg.left.count
        guard unique, Set(leg.right.map(\.reference)).count == leg.right.count else { return }
        #expect(Self.events(leg) == Self.events(reversed))
    }
}
