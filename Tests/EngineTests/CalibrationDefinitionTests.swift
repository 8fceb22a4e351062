import Matching
import Reports
import Testing

@testable import Engine

@Suite("A calibration in a definition") struct CalibrationDefinitionTests {
    private static let weights =
        "{base: -0.25, odds: 0.812345, weight: 0, overLeft: 0.05, overRight: 1, rivals: -2, "
        + "crowd: 0.1}"
    private static let usual =
        "{version: 1, right: 1200, wrong: 400, weights: W, "
        + "points: [[1%, 0.5%], [50%, 41.25%], [99%, 97%]]}"

    private static func parse(_ calibration: String) throws -> Definition {
        let text = calibration.replacing("W", with: weights)
        return try DefinitionFile.parse(
            SubsetDefinitionTests.text("").replacing(
                "subset: ", with: "scored: {calibration: \(text)}"), name: "d.yaml")
    }

    @Test("it says what it says, and is the same when written down and read again")
    func values() throws {
        let definition = try Self.parse(Self.usual)
        guard case .scored(let rule) = definition.legs[0].passes[0].method else {
            Issue.record("no scored pass")
            return
        }
        let calibration = try #require(rule.calibration)
        #expect(
            calibration.stage.weights
                == [-250_000, 812_345, 0, 50_000, 1_000_000, -2_000_000, 100_000])
        #expect(calibration.map.points.map(\.said) == [10_000, 500_000, 990_000])
        #expect(calibration.map.points.map(\.found) == [5_000, 412_500, 970_000])
        #expect((calibration.right, calibration.wrong) == (1_200, 400))
        let written = DefinitionText.yaml(definition)
        #expect(try DefinitionFile.parse(written, name: "again.yaml") == definition)
        let words = DefinitionWords.sentences(definition, fileCounts: [1, 1], .english)
        #expect(words.contains { $0.contains("corrected by history (1200 right pairs, 400 wrong") })
    }

    @Test(
        "a block that is not whole, or of another version, is refused where it is wrong",
        arguments: [
            ["version: 1", "version: 2", "1: matchbook learn"],
            ["right: 1200", "right: 399", "400…1048576"],
            ["wrong: 400", "wrong: 199", "200…1048576"],
            ["wrong: 400, ", "", "wrong"],
            ["overLeft: 0.05, ", "", "overLeft"],
            ["rivals: -2", "rivals: -101", "-100…100, six decimals"],
            ["base: -0.25", "base: 0.1234567", "-100…100, six decimals"],
            ["base: -0.25", "bases: 0.1", "base?"],
            ["[50%, 41.25%]", "[0.5%, 41.25%]", "> 1% ≥ 0.5%"],
            ["[99%, 97%]", "[99%, 40%]", "> 50% ≥ 41.25%"],
            ["[99%, 97%]", "[99%, 100%]", "0.0001%…99.9999%"],
            ["[99%, 97%]", "[99%]", "[1.5%, 2%], 1…64"],
            ["[[1%, 0.5%], [50%, 41.25%], [99%, 97%]]", "[]", "[[1.5%, 2%], …]"],
        ])
    func mistakes(_ change: [String]) throws {
        let text = Self.usual.replacing("W", with: Self.weights)
        let error = #expect(throws: DialectFileError.self) {
            try Self.parse(text.replacing(change[0], with: change[1]))
        }
        #expect(error?.place.line == 10)
        #expect(try #require(error).expected.contains(change[2]), "\(error!)")
    }
}
