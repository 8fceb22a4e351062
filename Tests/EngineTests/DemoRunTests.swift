import Engine
import Foundation
import Matching
import Records
import Reports
import Testing

/// The demonstration day through the whole engine: every plant gets its word, no more.
@Suite struct DemoRunTests {
    @Test("every planted difference is found, and nothing else", arguments: 1...20)
    func planted(seed: UInt64) async throws {
        let orders = seed % 2 == 0 ? 150 : 400
        let report = try await report(seed: seed, orders: orders)
        let planted = DemoDay.expected(seed: seed, orders: orders)
        checkBreaks(report, planted)
        checkClasses(report, planted)
        checkProblems(report, planted)
        #expect(report.files.allSatisfy { $0.quarantine == nil })
        #expect(report.verdict == .breaks, "\(report.reasons)")
    }

    private func report(seed: UInt64, orders: Int) async throws -> RunReport {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try DemoDay.write(to: folder, seed: seed, orders: orders)
        var run = try Run.prepare(definitionFile: folder + "/definition.yaml")
        return try await run.execute().report
    }

    private func checkBreaks(_ report: RunReport, _ planted: [DemoDay.Planted]) {
        var rows = report.legViews.flatMap { view in
            view.outcome.breaks.map { BreakRow($0, in: view, .english) }
        }
        for plant in planted {
            guard let amount = plant.amount else { continue }
            let index = rows.firstIndex { row in
                row.entryClass == plant.entryClass && row.amount.equals(amount)
                    && speaks(row, of: plant)
            }
            let near = rows.filter { speaks($0, of: plant) }.map(brief)
            #expect(index != nil, "\(plant.name) \(amount): \(near)")
            guard let index else { continue }
            if let finding = plant.finding {
                #expect(rows[index].finding == finding, "\(plant.name): \(brief(rows[index]))")
            }
            rows.remove(at: index)
        }
        #expect(rows.isEmpty, "not planted: \(rows.map(brief))")
    }

    private func checkClasses(_ report: RunReport, _ planted: [DemoDay.Planted]) {
        for plant in planted where plant.amount == nil && plant.problem == nil {
            var classes: [EntryClass] = []
            for view in report.legViews where view.name.hasPrefix("orders-") {
                for index in 0..<view.outcome.left.count
                where view.entry(.left, index)?.orderReference == plant.reference {
                    classes.append(view.outcome.left.classes[index])
                }
            }
            #expect(!classes.isEmpty && classes.allSatisfy { $0 == plant.entryClass },
                "\(plant.name) \(plant.reference): \(classes)")
        }
    }

    private func checkProblems(_ report: RunReport, _ planted: [DemoDay.Planted]) {
        var left = report.problems
        for plant in planted {
            guard let code = plant.problem else { continue }
            let index = left.firstIndex {
                $0.code == code && ($0.reference + $0.raw).contains(plant.reference)
            }
            #expect(index != nil, "\(plant.name): \(report.problems)")
            if let index { left.remove(at: index) }
        }
        #expect(left.isEmpty, "not planted: \(left)")
    }

    private func speaks(_ row: BreakRow, of plant: DemoDay.Planted) -> Bool {
        [row.reference, row.leftReference, row.rightReference].contains(plant.reference)
    }

    private func brief(_ row: BreakRow) -> String {
        "\(row.leg) \(row.entryClass) \(row.finding.map(\.name) ?? "-") \(row.amount)"
            + " \(row.reference) \(row.leftReference) \(row.rightReference)"
    }
}
