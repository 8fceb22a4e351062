import Matching
import Records
import Testing

@testable import Reports

@Suite struct StoryTests {
    static func members(_ reference: String) -> [String] {
        let story = Story.find(reference, in: SampleRun.report)
        return story.parts.flatMap { part in
            part.entries.map { part.view.entry($0.side, $0.index)!.outsideReference }
        }
    }

    @Test(arguments: [
        ("A1", ["A1", "T001"]), ("T001", ["A1", "T001"]), ("R1", ["R1"]),
        ("T006", ["A5", "T005", "T006"]), ("A4", ["A4"]), ("A8", ["A8", "T009", "R1"]),
        ("nothing", []), ("", []),
    ])
    func aReferenceLeadsToAllThatHangsTogether(reference: String, members: [String]) {
        #expect(Self.members(reference) == members)
    }

    @Test func idsOfBreaksMatchesAndEntriesAreReferences() {
        let view = SampleRun.report.legViews[0]
        let found = view.outcome.breaks.first { $0.entryClass == .feeMismatch }!
        #expect(Self.members(found.id.hex) == ["A6", "T007"])
        #expect(Self.members(MatchRow.id(0, in: view).hex) == ["A1", "T001"])
        #expect(Self.members(SampleRun.bill.identity[0].hex) == ["A1", "T001"])
    }

    @Test func hexadecimalIdsReadBackAsWritten() {
        let id = Hash128(high: 0x00ab, low: .max)
        #expect(Hash128(hex: id.hex) == id)
        for text in ["", "12", String(repeating: "g", count: 32), "+" + id.hex.dropFirst()] {
            #expect(Hash128(hex: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("T0011", "T001"), ("a1", "A1"), ("T0O7", "T007"),
    ])
    func mistypedReferencesFindTheirNeighbours(typed: String, meant: String) {
        #expect(Suggestions.near(typed, in: SampleRun.report).contains(meant))
    }

    @Test func nothingNearMeansNoSuggestion() {
        #expect(Suggestions.near("ZZZZZZZZ", in: SampleRun.report).isEmpty)
        #expect(
            StoryText.notFound("ZZZZZZZZ", SampleRun.report, .english)
                == "“ZZZZZZZZ” is not in this run\n")
    }

    @Test(arguments: [
        ("kitten", "sitten", 1), ("abcd", "abcdefgh", 1), ("9876", "00009876", 1),
        ("ab", "ba", 2), ("", "ab", 2), ("abc", "abc", 0),
    ])
    func slipsAreCounted(a: String, b: String, slips: Int) {
        #expect(Suggestions.distance(Array(a.utf8), Array(b.utf8)) == slips)
    }

    @Test func farReferencesAreNoSlips() {
        #expect(Suggestions.distance(Array("abcdef".utf8), Array("uvwxyz".utf8)) == nil)
    }

    /// A left order "0123x" and money for "123X" of the same amount: each names the other.
    @Test func aLonelyEntryNamesItsNearestMiss() {
        let orders = SampleRun.table([
            .init(reference: "ORDER-0001", kind: .order, amount: 500, minute: 600),
            .init(reference: "ORDER-0002", kind: .order, amount: 700, minute: 610),
        ])
        let bill = SampleRun.table([
            .init(reference: "0RDER-0001", trade: "T1", kind: .payment, amount: 500, minute: 601),
            .init(reference: "OTHER", trade: "T2", kind: .payment, amount: 90_000, minute: 611),
        ])
        let inputs = LegInputs(
            left: [LegInput(source: "orders", table: orders)],
            right: [LegInput(source: "alipay", table: bill)], links: [])
        let outcome = Matching.reconcile(SampleRun.definition, inputs)
        var report = SampleRun.report
        report.legs = [
            RunReport.Leg(
                inputs: inputs, outcome: outcome, leftFiles: ["o"], rightFiles: ["b"],
                linkFiles: [])
        ]
        let view = report.legViews[0]
        let texts = outcome.breaks.map { Explanation.text(of: $0, in: view, .english) }
        #expect(
            texts.contains {
                $0.contains(
                    "Nearest miss T1: order reference ORDER-0001 ≠ 0RDER-0001")
            }, "\(texts)")
        #expect(texts.contains { $0.contains("Nearest miss ORDER-0001") }, "\(texts)")
        #expect(texts.count { !$0.contains("Nearest miss") } == 2, "\(texts)")
    }
}
