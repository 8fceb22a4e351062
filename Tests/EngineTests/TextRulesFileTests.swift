import Matching
import Testing

@testable import Engine

/// The data of names and remarks inside the program.
@Suite struct TextRulesFileTests {
    @Test("the program's own data can be read, and says what it is for")
    func builtin() throws {
        let rules = TextRulesFile.builtin
        let remark = rules.reader.read(Array("提现手续费 批次号B20260401".utf8).span)
        #expect(remark.type == .fee && remark.speaksOfFees)
        #expect(remark.batches.map { String(decoding: $0, as: UTF16.self) } == ["b20260401"])
        #expect(rules == TextRulesFile.builtin)
    }

    @Test("rules that are none say what was expected")
    func faults() {
        for text in ["nonsense: [a]", "fee: [\(String(repeating: "a", count: 40))]", "- a"] {
            #expect(throws: DialectFileError.self) { try TextRulesFile.rules(text) }
        }
    }
}
