import Matching
import Records
import Testing

@testable import Engine

@Suite struct DefinitionFileTests {
    static let whole = """
        name: shop
        version: 3
        timeZone: Asia/Tokyo
        period: {from: 2026-06-01, to: 2026-06-30}
        cutOff: "23:00"
        grace: 10 min
        reportLanguage: zh-TW
        sources:
          - name: orders
            files: [orders-*.csv]
            role: orders
          - {name: bill, files: bills, format: [alipay-trade], signingKey: {fromEnvironment: KEY}}
        legs:
          - name: orders-alipay
            left: {sources: [orders], channels: [alipay]}
            right: bill
            expectedWithin: 1 day
            lateAfter: 2 h
            passes:
              - exact: {key: [{left: order, right: {role: order, capture: "^T(.+)$"}}]}
              - tolerance: {key: order, amount: {absolute: "0.05", percent: 1.5%, cap: "2.00"}}
              - name: near
                window: {before: 1 min, after: 30 min, paymentWindow: true, counterparty: true}
        feeSchedules:
          - {channel: 支付宝, rate: 0.55%, from: 2026-01-01, flat: "0.10", rounding: half_even}
        statusEquivalence:
          - {left: succeeded, right: frozen}
        severity: {medium: 1, high: 2, critical: 3}
        """

    @Test("every key says what it says")
    func values() throws {
        let definition = try DefinitionFile.parse(Self.whole, name: "shop.yaml")
        #expect(definition.cutOffSeconds == -3600)
        #expect(definition.graceSeconds == 600)
        #expect(definition.sources.map(\.name) == ["orders", "bill"])
        #expect(definition.sources[1].signingKey == .environment("KEY"))
        let leg = try #require(definition.legs.first)
        #expect(leg.expectedWithin == Lag(days: 1))
        #expect(leg.lateAfterSeconds == 7200)
        #expect(leg.captures == [.init(side: .right, role: .order, pattern: "^T(.+)$")])
        #expect(leg.passes.map(\.name) == ["exact", "tolerance", "near"])
        guard case .tolerance(_, let amount) = leg.passes[1].method else {
            Issue.record("no tolerance")
            return
        }
        #expect(amount.absoluteUnits == 5)
        #expect(amount.millionths == 15_000)
        #expect(amount.capUnits == 200)
        let schedule = try #require(definition.feeSchedules.first)
        #expect(schedule.channel == "alipay")
        #expect(schedule.rateMillionths == 5_500)
        #expect(schedule.flatUnits == 10)
    }

    @Test("written down and read again, a definition is the same")
    func roundTrip() throws {
        let definition = try DefinitionFile.parse(Self.whole, name: "shop.yaml")
        let text = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(text, name: "again.yaml") == definition)
        #expect(DefinitionText.yaml(try DefinitionFile.parse(text, name: "again.yaml")) == text)
    }

    @Test("the digest names the rules, not the files or keys")
    func digest() throws {
        let definition = try DefinitionFile.parse(Self.whole, name: "shop.yaml")
        var moved = definition
        moved.sources[0].files = ["elsewhere.csv"]
        moved.sources[1].signingKey = .literal("secret")
        #expect(DefinitionText.canonical(moved) == DefinitionText.canonical(definition))
        #expect(!DefinitionText.yaml(moved).contains("secret"))
        moved.graceSeconds += 1
        #expect(DefinitionText.canonical(moved) != DefinitionText.canonical(definition))
    }

    struct Mistake: Sendable {
        var line: String
        var by: String
        var place: String
        var found: String
        var expected: String
    }

    static let mistakes = [
        Mistake(
            line: "grace: 10 min", by: "graze: 10 min", place: "6:1", found: "graze",
            expected: "grace?"),
        Mistake(
            line: "grace: 10 min", by: "grace: soon", place: "6:8", found: "soon",
            expected: "30 s | 15 min | 2 h | 3 days (≤ 100 days)"),
        Mistake(
            line: "timeZone: Asia/Tokyo", by: "timeZone: Asia/Tokio", place: "3:11",
            found: "Asia/Tokio", expected: "Asia/Shanghai | UTC | +08:00"),
        Mistake(
            line: "version: 3", by: "version: three", place: "2:10", found: "three",
            expected: "1…1000000"),
        Mistake(
            line: "    right: bill", by: "    right: bills", place: "16:12", found: "bills",
            expected: "bill?"),
        Mistake(
            line: "severity: {medium: 1, high: 2, critical: 3}",
            by: "severity: {medium: 9, high: 2, critical: 3}", place: "28:11", found: "9 2 3",
            expected: "medium ≤ high ≤ critical"),
        Mistake(
            line: "    role: orders", by: "    role: order", place: "11:11", found: "order",
            expected: "orders?"),
        Mistake(
            line: "period: {from: 2026-06-01, to: 2026-06-30}", by: "period: 2026-02-30",
            place: "4:9", found: "2026-02-30", expected: "2026-06-30 | stated"),
    ]

    @Test(
        "a mistake is named by its place, what was found and what was expected",
        arguments: mistakes)
    func mistake(mistake: Mistake) {
        let text = Self.whole.replacing(mistake.line, with: mistake.by)
        #expect(text != Self.whole)
        do throws(DialectFileError) {
            _ = try DefinitionFile.parse(text, name: "shop.yaml")
            Issue.record("no mistake in \(mistake.by)")
        } catch {
            #expect("\(error.place)" == "shop.yaml:" + mistake.place)
            #expect(error.found == mistake.found)
            #expect(error.expected == mistake.expected)
        }
    }

    @Test(
        "durations",
        arguments: [
            ("90", 90), ("30 s", 30), ("15 min", 900), ("2h", 7200), ("3 days", 259_200),
        ])
    func durations(text: String, seconds: Int64) {
        #expect(Duration.seconds(text) == seconds)
        #expect(Duration.seconds(Duration.text(seconds)) == seconds)
    }

    @Test("no duration", arguments: ["", "min", "1.5 h", "101 days", "2 weeks"])
    func noDuration(text: String) { #expect(Duration.seconds(text) == nil) }

    @Test(
        "percentages are exact",
        arguments: [
            ("0.6%", 6_000), ("1%", 10_000), ("0.38 %", 3_800), ("100%", 1_000_000), ("0.0001%", 1),
        ])
    func percent(text: String, millionths: Int64) {
        #expect(ExactDecimal.millionths(percent: text) == millionths)
    }
}
