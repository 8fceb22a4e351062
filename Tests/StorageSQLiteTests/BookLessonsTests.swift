import Records
import Testing

@testable import Engine
@testable import Matching
@testable import Reports

/// What a book's history teaches about its rules; nothing is changed by asking.
@Suite struct BookLessonsTests {
    typealias Row = BookFiles.Row

    static let definition = [
        "name: shop", "sources:", "  - name: orders", "    files: [o.csv]", "    role: orders",
        "    format: [generic-orders]", "  - name: pays", "    files: [p.csv]",
        "    role: channel", "    format: [generic-payments]", "legs:", "  - name: orders-pays",
        "    left: {sources: [orders]}", "    right: {sources: [pays]}",
        "    lateAfter: 2 days", "    passes:", "      - exact: {key: [order]}",
        "      - name: near", "        window: {before: 2 h, after: 2 h}",
    ]

    /// 3,200 orders of a day, each paid within 45 seconds.
    static func book() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        let path = try files.write("definition.yaml", definition)
        _ = try files.open().adopt(definitionFile: path)
        func clock(_ second: Int) -> String {
            let parts = [second / 3_600, second / 60 % 60, second % 60]
            return parts.map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
        }
        let rows = (0..<3_200).map { ("A\($0)", "\(1 + $0 % 90).00", 3_600 + $0 * 20) }
        try await files.take(
            try files.orders("o.csv", rows.map { Row($0.0, $0.1, at: clock($0.2)) }),
            try files.payments(
                "p.csv", rows.map { Row($0.0, $0.1, at: clock($0.2 + 5 + $0.2 / 20 % 40)) }))
        try await files.run("2026-06-01")
        return files
    }

    @Test("windows follow the pairs with numbers; the offer is a definition, and not adopted")
    func windows() async throws {
        let files = try await Self.book()
        let before = try files.open().store.definition()?.digest
        let lessons = try await BookLessons(files.open())
        let leg = try #require(lessons.legs.first)
        #expect(leg.keyed == 3_200 && leg.chosen == 0)
        #expect(leg.lags.least == 5 && leg.lags.greatest == 44)
        func offered(_ rule: String) -> [String] {
            lessons.offers.filter { $0.rule == rule }
                .map { "\($0.present) → \($0.offered), \($0.agree) of \($0.of)" }
        }
        #expect(offered("lateAfter") == ["2 days → 1 min, 3200 of 3200"])
        #expect(offered("passes[near].window.before") == ["2 h → 0 s, 3200 of 3200"])
        #expect(offered("passes[near].window.after") == ["2 h → 1 min, 3200 of 3200"])
        #expect(try files.open().store.definition()?.digest == before)
        // What is offered is a definition that can be looked at and adopted, and asks no more.
        let impact = try await BookImpact(files.open(), definitionText: lessons.yaml)
        #expect(impact.changes.isEmpty)
        _ = try files.open().adopt(definitionText: lessons.yaml)
        #expect(try await BookLessons(files.open()).offers == [])
    }

    @Test("a leg that is not there is named; equal history gives equal bytes")
    func legs() async throws {
        let files = try await Self.book()
        await #expect(throws: EngineError.self) {
            _ = try await BookLessons(files.open(), leg: "nobody")
        }
        let first = try await BookLessons(files.open(), leg: "orders-pays").json.pretty()
        #expect(try await BookLessons(files.open()).json.pretty() == first)
    }
}
