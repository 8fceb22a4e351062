import Matching
import Reports
import Testing

@testable import Engine

@Suite("The subset pass in a definition") struct SubsetDefinitionTests {
    static func text(_ subset: String) -> String {
        """
        name: payouts
        sources:
          - {name: orders, files: orders.csv}
          - {name: bank, files: bank.csv}
        legs:
          - name: orders-bank
            left: orders
            right: bank
            passes:
              - subset: \(subset)
        """
    }

    private func rule(_ subset: String) throws -> SubsetRule {
        let definition = try DefinitionFile.parse(Self.text(subset), name: "d.yaml")
        guard case .subset(let rule) = definition.legs[0].passes[0].method else {
            throw EngineError.unknownReference("subset", near: [])
        }
        return rule
    }

    @Test("every key says what it says, and is the same when written down and read again")
    func values() throws {
        let text = """
            {target: left, before: 2 days, after: 1 h, sum: net, amount: {absolute: "0.05"}, \
            items: {min: 2, max: 40}, budget: 5000, chance: 0.5%, \
            structures: [batch, batches, [channel, day], [shop, days], [product, run], any]}
            """
        let rule = try rule(text)
        #expect(rule.target == .left)
        #expect(rule.beforeSeconds == 172_800 && rule.afterSeconds == 3_600)
        #expect(rule.measure == .net)
        #expect(rule.tolerance.absoluteUnits == 5)
        #expect(rule.items == 2...40)
        #expect(rule.budget == 5_000)
        #expect(rule.chanceMillionths == 5_000)
        #expect(
            rule.structures.map(\.name) == [
                "batch", "batches", "channel+day", "shop+days", "product+run", "any",
            ])
        let definition = try DefinitionFile.parse(Self.text(text), name: "d.yaml")
        let written = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(written, name: "again.yaml") == definition)
    }

    @Test("without keys it is the published rule")
    func usual() throws {
        #expect(try rule("{}") == SubsetRule())
        #expect(try rule("{items: 12}").items == 12...12)
    }

    @Test(
        "a mistake is refused",
        arguments: [
            "{structures: [[run, any]]}", "{structures: [[day, day]]}", "{items: {min: 3, max: 2}}",
            "{structures: []}", "{chance: 101%}", "{budget: 1}", "{structures: whole}",
        ])
    func mistake(_ text: String) {
        #expect(throws: DialectFileError.self) { try rule(text) }
    }

    @Test("its words name the side and the structures")
    func words() throws {
        let definition = try DefinitionFile.parse(Self.text("{}"), name: "d.yaml")
        let english = DefinitionWords.sentences(definition, fileCounts: [1, 1], .english)
        #expect(english.contains { $0.contains("channel + consecutive days; consecutive in time") })
        let chinese = DefinitionWords.sentences(definition, fileCounts: [1, 1], .simplifiedChinese)
        #expect(chinese.contains { $0.contains("右方一笔等于左方若干笔") })
    }
}

extension SubsetDefinitionTests {
    private func group(_ text: String) throws -> Definition {
        try DefinitionFile.parse(
            Self.text("").replacing("subset: ", with: "group: \(text)"), name: "d.yaml")
    }

    @Test(
        "a group pass says what it says, and is the same when written down and read again",
        arguments: [
            ("{key: batch}", "of equal batch, the left's sum is the right's"),
            (
                "{key: [{left: batch, right: {role: bank, dropPrefix: P}}], shape: manyToOne, "
                    + "fee: 0.6%, amount: {absolute: \"0.05\"}}",
                "of equal batch = bank, the left's sum is one entry of the right "
                    + "(the left less 0.6% of each sale), within 0.05"
            ),
            ("{by: [day, channel], lag: 1 day, sum: net}", "day + channel"),
            ("{key: order, shape: rightZero}", "cancel each other out"),
        ])
    func groups(_ text: String, _ said: String) throws {
        let definition = try group(text)
        let written = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(written, name: "again.yaml") == definition)
        let words = DefinitionWords.sentences(definition, fileCounts: [1, 1], .english)
        #expect(words.contains { $0.contains(said) }, "\(words)")
    }

    @Test(
        "a mistake in a group pass is refused",
        arguments: [
            "{}", "{by: [batch]}", "{by: [day, day]}", "{key: batch, lag: 1 day}",
            "{key: batch, fee: 100%}", "{key: batch, fee: 1%, sum: net}",
            "{key: batch, shape: leftZero, amount: {absolute: 1}}", "{key: payer}",
        ])
    func groupMistake(_ text: String) {
        #expect(throws: DialectFileError.self) { try group(text) }
    }

    @Test("a scored pass says what it says, is written down, and refuses mistakes")
    func scored() throws {
        func parse(_ scored: String) throws -> Definition {
            try DefinitionFile.parse(
                Self.text("").replacing("subset: ", with: "scored: \(scored)"), name: "d.yaml")
        }
        let definition = try parse(
            "{before: 1 min, after: 2 h, account: channel, confirm: 99.5%, suggest: 60%}")
        guard case .scored(let rule) = definition.legs[0].passes[0].method else {
            Issue.record("no scored pass")
            return
        }
        #expect(rule.beforeSeconds == 60 && rule.afterSeconds == 7_200)
        #expect(rule.account == .channel)
        #expect(rule.confirmMillionths == 995_000 && rule.suggestMillionths == 600_000)
        let written = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(written, name: "again.yaml") == definition)
        let words = DefinitionWords.sentences(definition, fileCounts: [1, 1], .english)
        #expect(words.contains { $0.contains("matched from 99.5% on, proposed from 60%") })
        for mistake in ["{confirm: 40%}", "{suggest: 95%, confirm: 90%}", "{account: payer}"] {
            #expect(throws: DialectFileError.self) { try parse(mistake) }
        }
    }
}
