import Engine
import Matching
import Records
import Reports
import Resolution
import Testing

@testable import Server

@Suite("What pages show")
struct PageModelTests {
    private static let zone = ZoneRules.china

    private static func money(_ text: String, _ currency: Currency = .cny) -> Money {
        Money(decimal: text, currency: currency)!
    }

    @Test(
        "amounts are grouped by thousands and keep their decimals",
        arguments: [
            ("0.00", "0.00"), ("12", "12.00"), ("1234.5", "1,234.50"),
            ("-1234567.89", "−1,234,567.89"),
            ("0.001", "0.001"), ("1000", "1,000.00"),
        ])
    func amounts(given: String, shown: String) {
        #expect(Show.decimal(PageModelTests.money(given)) == shown)
    }

    @Test(
        "shares are rounded half away from zero, and of nothing there is none",
        arguments: [
            ("0.6", "100", "0.60%"), ("1", "3", "33.33%"), ("2", "3", "66.67%"),
            ("0.005", "100", "0.01%"), ("5", "0", "—"), ("150.00", "100", "150.00%"),
        ])
    func shares(part: String, whole: String, shown: String) {
        let (part, whole) = (PageModelTests.money(part), PageModelTests.money(whole))
        #expect(Show.percent(part, of: whole) == shown)
    }

    @Test("a day is red where something is open, grey where a statement is missing")
    func calendar() throws {
        var definition = Definition()
        var leg = Definition.Leg(name: "orders-alipay")
        leg.left.sources = ["orders"]
        leg.right.sources = ["alipay"]
        definition.legs = [leg]
        let (first, last) = (Day("2026-10-01")!, Day("2026-10-05")!)
        var counter = BookCalendar.Counter(
            first...last, cutOffSeconds: 0, zone: PageModelTests.zone, legs: ["orders-alipay"])
        func add(_ day: String, seconds: Int64, isPending: Bool) {
            let moment = PageModelTests.zone.start(of: Day(day)!).advanced(bySeconds: seconds)
            counter.add(leg: 0, time: moment.microseconds, isPending: isPending)
        }
        add("2026-10-01", seconds: 0, isPending: false)
        add("2026-10-02", seconds: 86_399, isPending: true)
        // Outside of what is shown.
        add("2026-09-30", seconds: 86_399, isPending: false)
        add("2026-10-06", seconds: 0, isPending: false)
        counter.add(leg: 0, time: .max, isPending: false)
        #expect(counter.byLeg["orders-alipay"]?.count == 2)
        let calendar = BookCalendar(
            definition, counts: counter.byLeg,
            gaps: [.init(source: "alipay", days: Day("2026-10-03")!...Day("2026-10-03")!)],
            days: first...last, runs: Day("2026-10-04"))
        let row = try #require(calendar.rows.first)
        #expect(
            row.cells.map(\.standing) == [.breaks, .pending, .incomplete, .reconciled, .none])
    }

    private static func flow(
        _ source: String, _ kind: EntryKind, _ amount: String, fee: String = "0",
        channel: String = "alipay"
    ) -> EntryFlow {
        EntryFlow(
            key: .init(
                statement: 1, source: source, day: Day("2026-10-01"), channel: channel,
                kind: kind, status: .succeeded, currency: .cny, feeCurrency: .cny),
            count: 1, amount: money(amount), fee: money(fee))
    }

    @Test("what a channel holds is received less refunds, fees and payouts")
    func figures() throws {
        var definition = Definition()
        var sales = Definition.Leg(name: "orders-alipay")
        sales.left = .init(sources: ["orders"], channels: ["alipay"])
        sales.right.sources = ["alipay"]
        var funds = Definition.Leg(name: "alipay-fund")
        funds.left.sources = ["alipay"]
        funds.right.sources = ["alipay-fund"]
        definition.legs = [sales, funds]
        let figures = BookFigures(
            definition,
            [
                PageModelTests.flow("orders", .order, "100.00"),
                PageModelTests.flow("orders", .order, "7.00", channel: "wechat"),
                PageModelTests.flow("alipay", .payment, "100.00", fee: "-0.60"),
                PageModelTests.flow("alipay", .refund, "-20.00", fee: "0.12"),
                PageModelTests.flow("alipay-fund", .payment, "100.00"),
                PageModelTests.flow("alipay-fund", .payout, "-50.00"),
            ], roles: ["orders": .orders, "alipay": .channel, "alipay-fund": .fund])
        let sum = try #require(figures.sums.first)
        #expect(figures.sums.count == 1)
        #expect(sum.ordered.decimal == "100.00")
        #expect(sum.received.decimal == "100.00")
        #expect(sum.refunded.decimal == "20.00")
        #expect(sum.fees.decimal == "0.48")
        #expect(sum.paidOut.decimal == "50.00")
        #expect(sum.left.decimal == "29.52")
        #expect(figures.points.map(\.received.decimal) == ["100.00"])
    }

    @Test("every page says itself in every language", arguments: Language.allCases)
    func templates(language: Language) throws {
        let templates = try Templates()
        for name in [
            "overview", "breaks", "break", "workbench", "decide", "approvals", "runs", "compare",
            "plan", "run",
            "imports", "receipts", "ledger", "evidence", "leaf", "definitions", "definition",
            "fault", "calendars", "webhooks", "settings", "mapping", "alerts",
        ] {
            let page = templates.render(
                name, .fields(["lang": .string(language.rawValue)]), language)
            #expect(page.hasPrefix("<!doctype html>"), "\(name)")
            #expect(!page.contains("[["), "\(name)")
            #expect(!page.contains("{{"), "\(name)")
            // The policy of the pages refuses both.
            #expect(!page.contains("<script>"), "\(name)")
            #expect(!page.contains(" style="), "\(name)")
            let chinese = page.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(chinese == (language != .english), "\(name)")
        }
    }
}
