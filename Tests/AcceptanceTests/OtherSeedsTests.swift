import Foundation
import Testing

/// Days nobody has looked at: the program must find what an independent generator planted, no more.
@Suite(.serialized) struct OtherSeedsTests {
    @Test(
        "a day of any seed yields exactly the planted differences",
        .enabled(if: FileManager.default.isExecutableFile(atPath: SeededDay.program.path)),
        arguments: 1...25)
    func planted(seed: Int) throws {
        let day = try SeededDay(
            seed: seed, extent: seed % 5 == 0 ? .everything : .least, keys: seed % 2 == 0)
        checkBreaks(day, fundLegs: seed % 5 == 0)
        checkProblems(day)
        checkMatches(day)
        #expect(day.exitCode == 1, "\(day.errors)")
    }

    /// Every planted break with its class and amount, and nothing beside them.
    private func checkBreaks(_ day: SeededDay, fundLegs: Bool) {
        let open = day.breaks.filter { !fundLegs || !($0["leg"] ?? "").hasSuffix("-fund") }
        var left = open
        for planted in day.expected.findings {
            guard let difference = planted.break else { continue }
            let index = left.firstIndex { row in
                row["class"] == planted.class && row["amount"] == difference.amount
                    && row["amount_currency"] == difference.currency && speaks(row, of: planted)
            }
            let near = open.filter { speaks($0, of: planted) }.map(brief)
            #expect(index != nil, "\(planted.id) \(planted.class) \(difference.amount): \(near)")
            if let index { left.remove(at: index) }
        }
        #expect(left.isEmpty, "not planted: \(left.map(brief))")
    }

    private func checkProblems(_ day: SeededDay) {
        let planted = day.expected.findings.filter { $0.class == "problem" }
        var left = day.problems
        for problem in planted {
            let codes = problem.tx != nil
                ? ["fake_token"] : ["bad_signature", "contradicting_callback"]
            let index = left.firstIndex {
                codes.contains($0["code"] ?? "") && speaks($0, of: problem)
            }
            #expect(index != nil, "\(problem.id): \(day.problems)")
            if let index { left.remove(at: index) }
        }
        #expect(left.isEmpty, "not planted: \(left)")
    }

    /// Whoever is neither unpaid, expected nor in a break is matched; nothing else is.
    private func checkMatches(_ day: SeededDay) {
        let matched = Set(
            day.matches.filter { $0["class"] == "matched" && !($0["leg"] ?? "").hasSuffix("-fund") }
                .compactMap { $0["left_reference"] })
        let kept: Set = ["matched", "duplicate", "missing_left", "problem"]
        for order in day.orders {
            let number = order["order_no"] ?? ""
            let plants = day.expected.findings.filter { $0.order_no == number }
            if plants.contains(where: { ["ignored", "expected"].contains($0.class) }) {
                let repeated = plants.contains { $0.id == "E-dup-notify" }
                #expect(matched.contains(number) == repeated, "\(number) \(plants)")
            } else if plants.allSatisfy({ kept.contains($0.class) }) {
                #expect(matched.contains(number), "\(number) \(plants) is not matched")
            }
        }
    }

    private func speaks(_ row: [String: String], of planted: SeededDay.Planted) -> Bool {
        guard let reference = planted.order_no ?? planted.tx else { return true }
        return ["reference", "left_reference", "right_reference", "raw"].contains {
            row[$0]?.contains(reference) == true
        }
    }

    private func brief(_ row: [String: String]) -> String {
        let columns = ["leg", "class", "finding", "amount", "left_reference", "right_reference"]
        return columns.map { row[$0] ?? "" }.joined(separator: " ")
    }
}
