import Matching
import Records
import Resolution
import Testing

@testable import Engine

@Suite("Rules of a book") struct BookRulesTests {
    static let head = "name: shop\nsources: [{name: a, files: a.csv}]\nlegs: []\n"

    static let whole = """
        sla:
          critical: 4 h
          medium: 2 days
          low: 10 business days
          steps: [{currency: CNY, from: 5000, severity: high}]
          ageSteps: [30, 90]
        approvals:
          write_off: {USDT: 15, CNY: 100}
          refund: always
          expected_until: never
          release: {}
        """

    @Test("every key says what it says")
    func values() throws {
        let rules = try DefinitionFile.parse(Self.head + Self.whole, name: "shop.yaml").book
        #expect(
            rules.allowances == [
                .critical: .hours(4), .medium: .hours(48), .low: .businessDays(10),
            ])
        #expect(rules.steps == [.init(currency: .cny, major: 5_000, severity: .high)])
        #expect(rules.ageSteps == [30, 90])
        #expect(
            rules.approvals == [
                .writeOff: .above([.cny: 100, .usdt: 15]), .refund: .always,
                .expectedUntil: .never, .release: .above([:]),
            ])
        #expect(rules.slaPolicy.medium == .hours(48))
        #expect(rules.slaPolicy.high == SLAPolicy().high)
        #expect(rules.slaPolicy.steps == rules.steps && rules.slaPolicy.ageSteps == [30, 90])
        #expect(rules.approvalPolicy[.release] == .above([:]))
        #expect(rules.approvalPolicy[.adjustment] == ApprovalPolicy()[.adjustment])
    }

    @Test("a definition that says nothing leaves the usual rules, and its digest as it was")
    func nothing() throws {
        let definition = try DefinitionFile.parse(Self.head, name: "shop.yaml")
        #expect(definition.book == BookRules())
        #expect(definition.book.slaPolicy == SLAPolicy())
        #expect(definition.book.approvalPolicy == ApprovalPolicy())
        let text = DefinitionText.yaml(definition)
        for word in ["sla", "approvals", "calendar", "settlementLag", "cadence"] {
            #expect(!text.contains(word))
        }
    }

    @Test("written down and read again, the rules are the same")
    func roundTrip() throws {
        let definition = try DefinitionFile.parse(Self.head + Self.whole, name: "shop.yaml")
        let text = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(text, name: "again.yaml") == definition)
        #expect(text.contains("  medium: 2 days\n") && text.contains("  refund: always\n"))
        #expect(text.contains("  write_off: {CNY: 100, USDT: 15}\n"))
    }

    @Test(
        "a mistake is named by its place, what was found and what was expected",
        arguments: [
            (
                "sla: {urgent: 4 h}", "4:7", "urgent",
                "low | medium | high | critical | steps | ageSteps"
            ),
            (
                "sla: {high: 90 min}", "4:13", "90 min",
                "4 h | 2 days | 3 business days (≤ 100 days)"
            ),
            ("sla: {high: 0 h}", "4:13", "0 h", "4 h | 2 days | 3 business days (≤ 100 days)"),
            ("sla: {ageSteps: [90, 30]}", "4:17", "90 30", "ascending"),
            (
                "sla: {steps: [{currency: 元, from: 1, severity: high}]}", "4:26", "元", "CNY"
            ),
            ("approvals: {writeoff: always}", "4:13", "writeoff", "write_off?"),
            ("approvals: {refund: sometimes}", "4:21", "sometimes", "always | never"),
            ("approvals: {refund: {CNY: -1}}", "4:27", "-1", "0…1000000000000000"),
            ("approvals: {refund: {CNY: 1, cny: 2}}", "4:35", "cny", "a limit per currency"),
        ])
    func mistakes(text: String, place: String, found: String, expected: String) {
        do throws(DialectFileError) {
            _ = try DefinitionFile.parse(Self.head + text + "\n", name: "shop.yaml")
            Issue.record("no mistake in \(text)")
        } catch {
            #expect("\(error.place)" == "shop.yaml:" + place)
            #expect(error.found == found)
            #expect(error.expected == expected)
        }
    }
}
