import Foundation
import Testing

@testable import Reports

@Suite struct JSONTests {
    @Test(arguments: [
        ("plain", "\"plain\""), ("q\"b\\", "\"q\\\"b\\\\\""), ("a\nb\tc\r", "\"a\\nb\\tc\\r\""),
        ("\u{1}\u{7F}\u{2028}", "\"\\u0001\\u007f\\u2028\""), ("对账 ✓ 😀", "\"对账 ✓ 😀\""),
    ])
    func stringsAreEscaped(text: String, json: String) {
        #expect(String(decoding: JSONValue.string(text).compact(), as: UTF8.self) == json)
    }

    @Test func valuesAreWrittenInTheOrderGiven() {
        let value = JSONValue.fields([
            "b": .integer(-1), "a": .array([.null, .bool(true)]), "c": .array([]),
            "d": .object([]),
        ])
        #expect(
            String(decoding: value.compact(), as: UTF8.self)
                == "{\"b\":-1,\"a\":[null,true],\"c\":[],\"d\":{}}")
        #expect(
            String(decoding: value.pretty(), as: UTF8.self)
                == "{\n  \"b\": -1,\n  \"a\": [\n    null,\n    true\n  ],\n"
                + "  \"c\": [],\n  \"d\": {}\n}\n")
    }

    static func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func theStatementIsValidAndItsFiguresAreExactDecimals() throws {
        let json = try Self.parsed(StatementJSON.bytes(SampleRun.report))
        #expect(json["verdict"] as? String == "breaks")
        let leg = try #require((json["legs"] as? [[String: Any]])?.first)
        let bridge = try #require((leg["bridges"] as? [[String: Any]])?.first)
        #expect(bridge["left_total"] as? String == "334.40")
        #expect(bridge["right_total"] as? String == "1383.91")
        #expect(bridge["residual"] as? String == "0.00")
        let sides = try #require(leg["sides"] as? [[String: Any]])
        #expect(sides.count == 2 && sides.allSatisfy { $0["closes"] as? Bool == true })
        let inputs = try #require(json["inputs"] as? [[String: Any]])
        #expect(inputs.map { $0["sha256"] as? String } == SampleRun.files.map(\.sha256))
        #expect(inputs[0]["account"] as? String == "2088…6241")
    }

    @Test func theManifestNamesInputsOutputsAndWhatIsOnDemand() throws {
        let bytes = ManifestJSON.bytes(
            SampleRun.report,
            inputs: [.init(path: "../bill.zip", sha256: "2e", byteCount: 1867)],
            outputs: [.init(name: "breaks.csv", sha256: "aa", byteCount: 10, rows: 7)],
            onDemand: ["matches.csv"], further: [.init("legs", .integer(1))])
        let json = try Self.parsed(bytes)
        #expect(json["on_demand"] as? [String] == ["matches.csv"])
        #expect(json["legs"] as? Int == 1)
        let output = try #require((json["outputs"] as? [[String: Any]])?.first)
        #expect(output["rows"] as? Int == 7)
    }

    @Test func aStoryIsValidAndComparesEveryField() throws {
        let report = SampleRun.report
        let story = Story.find("A6", in: report)
        let json = try Self.parsed(StoryJSON.value(story, report, .english).pretty())
        let leg = try #require((json["legs"] as? [[String: Any]])?.first)
        let found = try #require((leg["breaks"] as? [[String: Any]])?.first)
        let fields = try #require(found["fields"] as? [[String: Any]])
        let fee = try #require(fields.first { $0["field"] as? String == "fee" })
        #expect(fee["left"] as? String == "-0.59 CNY")
        #expect(fee["right"] as? String == "-1.18 CNY")
        #expect(fee["agreement"] as? String == "differs")
    }

    @Test func equalReportsMakeEqualBytes() {
        #expect(StatementJSON.bytes(SampleRun.report) == StatementJSON.bytes(SampleRun.report))
    }
}
