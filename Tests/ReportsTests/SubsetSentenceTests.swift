import Matching
import Records
import Testing

@testable import Reports

/// What a subset pass says, in every language, by both writers of explanations.
@Suite struct SubsetSentenceTests {
    static func report(_ amounts: [Int128], _ credit: Int128, chance: Int64) -> RunReport {
        var rule = SubsetRule()
        rule.structures = [SubsetStructure([.batch], .whole), SubsetStructure([], .any)]
        rule.chanceMillionths = chance
        var definition = SampleRun.definition
        definition.feeSchedules = []
        definition.passes = [Pass(name: "subset", method: .subset(rule))]
        let orders = amounts.enumerated().map {
            SampleRun.Row(
                reference: "A\($0 + 1)", kind: .order, amount: $1, minute: 500 + Int64($0))
        }
        let bank = SampleRun.Row(
            reference: "", trade: "CR", kind: .transfer, amount: credit, minute: 900)
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: SampleRun.table(orders))],
            right: [LegInput(source: "bank", table: SampleRun.table([bank]))], links: [])
        var report = SampleRun.report
        report.legs = [
            RunReport.Leg(
                inputs: inputs, outcome: Matching.reconcile(definition, inputs),
                leftFiles: ["orders.csv"], rightFiles: ["bank.csv"], linkFiles: [])
        ]
        return report
    }

    struct Case: Sendable {
        var amounts: [Int128]
        var credit: Int128
        var chance: Int64 = 10_000
        var english: String
        var simplified: String
    }

    static let cases = [
        Case(
            amounts: [100, 200, 300], credit: 300,
            english: "Among 3 candidates 2 sets fit under “any set”: 1 (A3), 2 (A1 … A2).",
            simplified: "3 笔候选中按“任意组合”有 2 种组合相符：1（A3）、2（A1 … A2）。"),
        Case(
            amounts: [10_000, 10_000, 30_000], credit: 40_000,
            english: "The amounts are certain, but equal entries could stand for each other.",
            simplified: "金额的组合只有一种，但金额相同的流水可以互换。"),
        Case(
            amounts: [10_007, 20_011], credit: 30_000,
            english: "No set of 2 candidates sums to it.", simplified: "2 笔候选中没有合计相符的组合。"),
        Case(
            amounts: [10_007, 20_011, 29_907], credit: 30_018, chance: 0,
            english: "The only set is 2 (A1 … A2) (under “any set”); 0.00",
            simplified: "唯一的组合是2（A1 … A2）"),
    ]

    @Test("A target that stays open says why, and both writers agree", arguments: cases)
    func open(_ one: Case) throws {
        let report = Self.report(one.amounts, one.credit, chance: one.chance)
        let view = report.legViews[0]
        let found = try #require(view.outcome.breaks.first { $0.right >= 0 })
        for (language, text) in [
            (Language.english, one.english), (.simplifiedChinese, one.simplified),
        ] {
            let explained = Explanation.text(of: found, in: view, language)
            #expect(explained.contains(text), "\(explained)")
            #expect(ExplanationWriter(view, language).text(of: found) == explained)
        }
    }

    @Test("A confirmed set says under what it is the only one, in both tables alike")
    func confirmed() {
        let report = Self.report([10_007, 20_011, 40_013], 50_020, chance: 1_000_000)
        let text = Explanation.text(ofMatch: 0, in: report.legViews[0], .english)
        #expect(
            text == "subset (the only set with this sum): the sum of 2, the only one among "
                + "3 candidates under “any set”")
        var buffer = RowBuffer(capacity: 512)
        MatchRows(report, .english).write(0..<1, to: &buffer)
        let row = unsafe buffer.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
        #expect(row.contains(text))
        #expect(row.contains("subset(right,-604800s..0s,gross,batch,any)"))
    }
}
