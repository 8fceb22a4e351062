import Foundation
import Matching
import Records
import Testing

@testable import Reports

@Suite("Statements of a chain of runs") struct StandingReportTests {
    /// The sample run with all orders carried over but the first, which was matched before.
    static let report: RunReport = {
        let orders = SampleRun.orders
        let inputs = LegInputs(
            left: [
                LegInput(
                    source: "orders", table: orders, rows: [0], standing: .recalled, stood: [1]),
                LegInput(
                    source: "orders", table: orders, rows: Array(1..<Int32(orders.count)),
                    standing: .opening),
            ],
            right: [LegInput(source: "alipay-trade", table: SampleRun.bill)], links: [])
        var definition = SampleRun.definition
        definition.period = Period(through: SampleRun.period.end)
        var report = SampleRun.report
        report.period = definition.period
        report.legs[0] = RunReport.Leg(
            inputs: inputs, outcome: Matching.reconcile(definition, inputs),
            leftFiles: ["orders.csv"], rightFiles: ["bill.zip!明细.csv"], linkFiles: [])
        return report
    }()

    @Test(
        "What was carried and what was reopened is told",
        arguments: zip(
            Language.allCases,
            [
                ("期初未达 9 (367.50) + 本期新增 0 (0.00) + 重新列入 1 (9.90)", "截至 2026-06-01"),
                ("期初未達 9 (367.50) + 本期新增 0 (0.00) + 重新列入 1 (9.90)", "截至 2026-06-01"),
                (
                    "Opening open items 9 (367.50) + New entries 0 (0.00) + Reopened 1 (9.90)",
                    "through 2026-06-01"
                ),
            ]))
    func told(language: Language, words: (terms: String, period: String)) {
        let text = StatementText.text(Self.report, language)
        #expect(text.contains(words.terms) && text.contains(words.period))
        let page = StatementPage.html(Self.report, language)
        #expect(page.contains("+ " + Label.reopened.words[language]))
        #expect(page.contains(words.period))
        #expect(!page.contains("-1410") && !text.contains("-1410"))
    }

    @Test("A run of its own says nothing of opening items", arguments: Language.allCases)
    func plain(language: Language) {
        let reopened = Label.reopened.words[language]
        #expect(!StatementText.text(SampleRun.report, language).contains(reopened))
        #expect(!StatementPage.html(SampleRun.report, language).contains(reopened))
        let json = String(decoding: StatementJSON.bytes(SampleRun.report), as: UTF8.self)
        #expect(!json.contains("reopened"))
    }

    @Test("statement.json names what was reopened, and no start where there is none")
    func json() throws {
        let json = try JSONTests.parsed(StatementJSON.bytes(Self.report))
        let period = try #require(json["period"] as? [String: Any])
        #expect(period["start"] is NSNull)
        #expect(period["end"] as? String == "2026-06-02T00:00:00+08:00")
        let leg = try #require((json["legs"] as? [[String: Any]])?.first)
        let sides = try #require(leg["sides"] as? [[String: Any]])
        let reopened = try #require(sides[0]["reopened"] as? [String: Any])
        #expect(reopened["count"] as? Int == 1 && reopened["amount"] as? String == "9.90")
        #expect(sides[1]["reopened"] == nil)
        #expect(sides.allSatisfy { $0["closes"] as? Bool == true })
    }
}
