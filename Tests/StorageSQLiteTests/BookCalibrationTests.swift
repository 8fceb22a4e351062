import Records
import Testing

@testable import Engine
@testable import Matching
@testable import Reports
@testable import Resolution
@testable import StorageSQLite

/// A shop whose money says nothing of the payer and comes ten minutes late at times, at few
/// prices: its scored pass is surer than it may be, and its own history knows.
@Suite struct BookCalibrationTests {
    private static let definition = [
        "name: shop", "sources:", "  - name: orders", "    files: [o.csv]", "    role: orders",
        "    format: [generic-orders]", "  - name: pays", "    files: [p.csv]",
        "    role: channel", "    format: [generic-payments]", "legs:", "  - name: orders-pays",
        "    left: {sources: [orders]}", "    right: {sources: [pays]}", "    passes:",
        "      - exact: {key: [order]}", "      - name: likely", "        scored: {after: 5 min}",
    ]

    /// An order every twenty seconds; nine in ten are paid, of those nine in ten with their number.
    private static func book(_ count: Int, prices: Int) async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        let path = try files.write("definition.yaml", definition)
        _ = try files.open().adopt(definitionFile: path)
        var random = SplitMix64(seed: 5)
        func clock(_ second: Int) -> String {
            let parts = [second / 3_600, second / 60 % 60, second % 60]
            return parts.map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
        }
        var orders = ["order_id,amount,currency,status,created_at,channel"]
        var money = ["transaction_id,order_id,amount,currency,status,paid_at"]
        for number in 0..<count {
            let at = 3_600 + number * 20
            let amount = "\(10 * (1 + random.number(in: 0..<5))).00"
            let lag = 5 + random.number(in: 0..<595)
            let (isPaid, isNamed) = (random.number(in: 0..<10) > 0, random.number(in: 0..<10) > 0)
            orders.append("A\(number),\(amount),CNY,paid,2026-06-01 \(clock(at)),alipay")
            if !isPaid { continue }
            let name = isNamed ? "A\(number)" : ""
            money.append(
                "T\(number),\(name),\(amount),CNY,paid,2026-06-01 \(clock(at + lag))")
        }
        try await files.take(
            try files.write("o.csv", orders), try files.write("p.csv", money))
        try await files.run("2026-06-01")
        return files
    }

    private static func scores(_ files: BookFiles, _ yaml: String?) async throws -> [ScoredAnswer] {
        let book = try files.open()
        let stored = try #require(try book.store.definition())
        let rules = try yaml.map { try DefinitionFile.parse($0, name: "offered.yaml") }
        let plan = try await BookRun(
            historyOf: book, through: Day("2026-06-01")!,
            by: try rules ?? BookSources(stored).definition, library: BookSources.library(stored)
        ).plan()
        return plan.report.legs.flatMap(\.outcome.scores)
    }

    @Test("history offers a correction; adopted, it holds, and nothing more is asked")
    func offered() async throws {
        let files = try await Self.book(2_800, prices: 20)
        let lessons = try await BookLessons(files.open())
        let lesson = try #require(lessons.legs.first?.scored.first?.lesson)
        #expect(lesson.right >= 400 && lesson.wrong >= 200)
        let learnt = try #require(lesson.calibration)
        #expect(lesson.after.bits < lesson.before.bits)
        #expect(lesson.after.offMillionths < lesson.before.offMillionths * 2 / 3)
        let rule = "passes[likely].scored.calibration"
        let offer = try #require(lessons.offers.first { $0.rule == rule })
        #expect(offer.present.isEmpty && offer.offered.hasPrefix("v1 +\(lesson.right) "))
        // Nothing holds before it is adopted.
        #expect(try await Self.scores(files, nil).allSatisfy { $0.firstMillionths == nil })
        let after = try await Self.scores(files, lessons.yaml)
        #expect(!after.isEmpty)
        let surest = try #require(learnt.map.points.last).found
        for answer in after {
            #expect(answer.firstMillionths != nil)
            #expect(answer.probabilityMillionths <= surest + 1_000)
        }
        #expect(after.contains { abs($0.probabilityMillionths - $0.firstMillionths!) > 20_000 })
        _ = try files.open().adopt(definitionText: lessons.yaml)
        let again = try await BookLessons(files.open())
        #expect(again.offers == [])
        #expect(again.yaml == lessons.yaml)
    }

    @Test("what people confirm and take apart is known too")
    func decided() async throws {
        let files = try await Self.book(1_200, prices: 5)
        func lesson() async throws -> CalibrationLesson {
            let lessons = try await BookLessons(files.open())
            return try #require(lessons.legs.first?.scored.first?.lesson)
        }
        let before = try await lesson()
        let found = try files.open().store.breaks(BreakFilter()).first {
            $0.entryClass == .suggested && $0.left != nil && $0.right != nil
        }
        let suggested = try #require(found)
        let stored = try BookDecide(files.open()).decide(
            BookDecide.Request(.forceMatch, [suggested.id], reason: "the customer says so"))
        #expect(stored.course.state == .applied)
        let confirmed = try await lesson()
        #expect(confirmed.right == before.right + 1)
        #expect(confirmed.wrong >= before.wrong)
        _ = try BookDecide(files.open()).decide(
            BookDecide.Request(.undo(.decision(stored.number)), [], reason: "a mistake"))
        #expect(try await lesson() == before)
    }
}
