import Matching
import Records
import Testing

@testable import Reports

/// What a scored pass says of a pair, by both writers of explanations and in the table's column.
@Suite struct ScoreSentenceTests {
    static let report = report(besides: [])

    static func report(besides others: [SampleRun.Row]) -> RunReport {
        var definition = SampleRun.definition
        definition.feeSchedules = []
        definition.passes = [Pass(name: "scored", method: .scored(ScoredRule()))]
        // Amounts that leave no doubt, and one order that is nearly another's.
        let orders = (0..<120).map {
            SampleRun.Row(
                reference: "A\($0)", kind: .order, amount: 10_000 + Int128($0) * 977,
                minute: Int64($0) * 11)
        } + others
        let money = (0..<120).map {
            SampleRun.Row(
                reference: "", trade: "T\($0)", kind: .payment, amount: 10_000 + Int128($0) * 977,
                minute: Int64($0) * 11 + 1)
        }
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: SampleRun.table(orders))],
            right: [LegInput(source: "bank", table: SampleRun.table(money))], links: [])
        var report = SampleRun.report
        report.legs = [
            RunReport.Leg(
                inputs: inputs, outcome: Matching.reconcile(definition, inputs),
                leftFiles: ["orders.csv"], rightFiles: ["bank.csv"], linkFiles: [])
        ]
        return report
    }

    @Test("A match shows its score and what each field weighs, in both tables alike")
    func matched() throws {
        let view = Self.report.legViews[0]
        try #require(view.outcome.matches.count > 100)
        let row = MatchRow(0, in: view, .english)
        #expect(row.score.hasPrefix("0.99"))
        #expect(row.explanation.contains("probability \(row.score); evidence in bits: amount +"))
        var buffer = RowBuffer(capacity: 512)
        MatchRows(Self.report, .english).write(0..<1, to: &buffer)
        let line = unsafe buffer.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
        #expect(line.contains(",\(row.score),"))
        #expect(line.contains(row.explanation))
        #expect(line.contains("account=bank"))
        let chinese = Explanation.text(ofMatch: 0, in: view, .simplifiedChinese)
        #expect(chinese.contains("概率 \(row.score)；证据（比特）：金额 +"))
    }

    @Test(
        "A remark, and names of another script, are said where they count",
        arguments: [
            (.english, ", remark +2.0", "across simplified, traditional or Latin script"),
            (.simplifiedChinese, "，备注 +2.0", "按简繁体或拼音相同"),
            (.traditionalChinese, "，備註 +2.0", "按簡繁體或拼音相同"),
        ] as [(Language, String, String)])
    func texts(_ language: Language, _ remark: String, _ name: String) {
        var report = Self.report
        let plain = Explanation.text(ofMatch: 0, in: report.legViews[0], language)
        #expect(!plain.contains(remark) && !plain.contains(name))
        let left = report.legs[0].outcome.matches.left[0]
        for place in report.legs[0].outcome.scores.indices
        where report.legs[0].outcome.scores[place].left == left {
            report.legs[0].outcome.scores[place].remark = 2 * ScoredAnswer.unitsOfBit
            report.legs[0].outcome.scores[place].isNameFolded = true
        }
        let told = Explanation.text(ofMatch: 0, in: report.legViews[0], language)
        #expect(told.contains(remark) && told.contains(name))
    }

    @Test(
        "A probability that history corrected is told with the one before",
        arguments: [
            (.english, " (the probability is corrected by history; 0.9731 before)"),
            (.simplifiedChinese, "（概率按历史校准，校准前 0.9731）"),
            (.traditionalChinese, "（機率按歷史校準，校準前 0.9731）"),
        ] as [(Language, String)])
    func corrected(_ language: Language, _ words: String) {
        var report = Self.report
        #expect(!Explanation.text(ofMatch: 0, in: report.legViews[0], language).contains(words))
        for place in report.legs[0].outcome.scores.indices {
            report.legs[0].outcome.scores[place].firstMillionths = 973_199
        }
        #expect(Explanation.text(ofMatch: 0, in: report.legViews[0], language).contains(words))
    }

    @Test("A proposal is a break that says why it is one", arguments: Language.allCases)
    func suggested(_ language: Language) throws {
        var report = Self.report
        var definition = report.legs[0].outcome.definition
        var rule = ScoredRule()
        rule.confirmMillionths = 1_000_000
        definition.passes = [Pass(name: "scored", method: .scored(rule))]
        report.legs[0].outcome = Matching.reconcile(definition, report.legs[0].inputs)
        let view = report.legViews[0]
        let found = try #require(view.outcome.breaks.first { $0.entryClass == .suggested })
        let text = Explanation.text(of: found, in: view, language)
        #expect(ExplanationWriter(view, language).text(of: found) == text)
        #expect(text.contains(Finding.scoredSuggested.sentence[language].prefix(8)))
        #expect(text.contains("0.99"))
    }

    @Test(
        "Who is ambiguous is told the best choice, by how little, and who is as good",
        arguments: [
            (.english, "takes T40: probability 0.", "is 0.0 bits worse, with A40 in its place."),
            (.simplifiedChinese, "选择是 T40：概率 0.", "差 0.0 比特，由 A40 代替。"),
            (.traditionalChinese, "選擇是 T40：機率 0.", "差 0.0 位元，由 A40 代替。"),
        ] as [(Language, String, String)])
    func ambiguous(_ language: Language, _ choice: String, _ margin: String) throws {
        // The same amount at the same moment as A40.
        let twin = SampleRun.Row(
            reference: "A40b", kind: .order, amount: 10_000 + 40 * 977, minute: 40 * 11)
        let view = Self.report(besides: [twin]).legViews[0]
        let found = view.outcome.breaks.filter { $0.entryClass == .ambiguous }
        #expect(found.contains { $0.right == 40 })
        let texts = found.map { one in
            let text = Explanation.text(of: one, in: view, language)
            #expect(ExplanationWriter(view, language).text(of: one) == text)
            return text
        }
        let money = try #require(zip(found, texts).first { $0.0.right == 40 }).1
        #expect(money.contains("A40"))
        let isOfTwin = view.outcome.unclearByRight.contains { $0.right == 40 && $0.left == 120 }
        let expected = isOfTwin ? margin : margin.replacing("A40", with: "A40b")
        #expect(money.contains(expected), "\(money)")
        let orders = texts.filter { $0.contains(choice) }
        #expect(orders.count <= 1)
    }
}
