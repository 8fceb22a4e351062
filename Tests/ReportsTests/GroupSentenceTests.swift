import Matching
import Records
import Testing

@testable import Reports

/// What a group pass says, in every language, by both writers of explanations.
@Suite struct GroupSentenceTests {
    static func report(
        _ amounts: [Int128], _ credits: [Int128], _ shape: GroupRule.Shape = .manyToOne
    ) -> RunReport {
        var rule = GroupRule()
        rule.attributes = [.channel]
        rule.shape = shape
        var definition = SampleRun.definition
        definition.feeSchedules = []
        definition.passes = [Pass(name: "payout", method: .group(rule))]
        let orders = amounts.enumerated().map {
            SampleRun.Row(
                reference: "A\($0 + 1)", kind: .order, amount: $1, minute: 500 + Int64($0))
        }
        let bank = credits.enumerated().map {
            SampleRun.Row(
                reference: "", trade: "CR\($0)", kind: .transfer, amount: $1,
                minute: 900 + Int64($0))
        }
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: SampleRun.table(orders))],
            right: [LegInput(source: "bank", table: SampleRun.table(bank))], links: [])
        var report = SampleRun.report
        report.legs = [
            RunReport.Leg(
                inputs: inputs, outcome: Matching.reconcile(definition, inputs),
                leftFiles: ["orders.csv"], rightFiles: ["bank.csv"], linkFiles: [])
        ]
        return report
    }

    struct Case: Sendable {
        var credits: [Int128]
        var texts: [Language: String]
    }

    static let cases = [
        Case(
            credits: [299],
            texts: [
                .english: "Of its key 2 of the left sum to 3.00 CNY and 1 of the right to "
                    + "2.99 CNY: -0.01 CNY apart.",
                .simplifiedChinese: "键相同的左方 2 笔合计 3.00 CNY，右方 1 笔合计 2.99 CNY，相差 -0.01 CNY。",
                .traditionalChinese: "鍵相同的左方 2 筆合計 3.00 CNY，右方 1 筆合計 2.99 CNY，相差 -0.01 CNY。",
            ]),
        Case(
            credits: [150, 150],
            texts: [
                .english: "Of its key 2 of the left and 2 of the right both sum to 3.00 CNY, "
                    + "but the rule asks for one.",
                .simplifiedChinese: "键相同的左方 2 笔与右方 2 笔合计都是 3.00 CNY，但笔数不合规则。",
            ]),
    ]

    @Test("Entries of a group that differs say why, and both writers agree", arguments: cases)
    func open(_ one: Case) throws {
        let view = Self.report([100, 200], one.credits).legViews[0]
        for found in view.outcome.breaks {
            for (language, text) in one.texts {
                let explained = Explanation.text(of: found, in: view, language)
                #expect(explained.contains(text), "\(explained)")
                #expect(ExplanationWriter(view, language).text(of: found) == explained)
            }
        }
        #expect(view.outcome.breaks.count == 2 + one.credits.count)
    }

    @Test("A match says what both sides sum to, in both tables alike")
    func matched() {
        let report = Self.report([100, 200], [300])
        let text = Explanation.text(ofMatch: 0, in: report.legViews[0], .english)
        #expect(
            text == "payout (the group's sums agree): 2 of the left sum to 3.00 CNY, "
                + "1 of the right to 3.00 CNY")
        var buffer = RowBuffer(capacity: 512)
        MatchRows(report, .english).write(0..<1, to: &buffer)
        let row = unsafe buffer.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
        #expect(row.contains(text))
        #expect(row.contains("group(channel,manyToOne,gross)"))
    }
}
