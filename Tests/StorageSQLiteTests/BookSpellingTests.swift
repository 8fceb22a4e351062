import Foundation
import Testing

@testable import Engine
@testable import Matching
@testable import Records
@testable import StorageSQLite

/// History under references that are spelled otherwise, but that the leg's rules hold for the same.
@Suite struct BookSpellingTests {
    typealias Row = BookFiles.Row

    private static let definition = [
        "name: spelled", "version: 1", "merchant: main", "timeZone: Asia/Shanghai",
        "period: stated", "grace: 15 min", "sources:", "  - name: shop",
        "    files: [o.csv]", "    role: orders", "    format: [generic-orders]", "  - name: pay",
        "    files: [p.csv]", "    role: channel",
        "    format: [generic-payments]", "legs:", "  - name: sales",
        "    left: {sources: [shop]}", "    right: {sources: [pay]}", "    passes:",
        "      - exact: {key: [{left: {role: order, ignoreCase: true, dropLeadingZeros: true},",
        "          right: {role: order, ignoreCase: true, dropPrefix: EC,",
        "            dropLeadingZeros: true}}]}",
    ]

    /// A payment of the second day for an order that was matched on the first: spelled as there, or
    /// as the rules hold for the same.
    @Test(
        "a second payment is a duplicate, however its order is spelled",
        arguments: ["EC00a12", "a12", "A12", "ec000000A12", "0000A12"])
    func recalled(_ spelling: String) async throws {
        let files = try BookFiles()
        try files.make()
        let path = try files.write("definition.yaml", Self.definition)
        _ = try files.open().adopt(definitionFile: path)
        try await files.take(
            try files.orders("o1.csv", [Row("0A12", "5.00"), Row("B7", "3.00")]),
            try files.payments("p1.csv", [Row("EC00a12", "5.00"), Row("B7", "3.00")]))
        let first = try await files.run("2026-06-01")
        #expect(first.unit.fact.matchCount == 2)
        try await files.take(
            try files.payments("p2.csv", [Row(spelling, "5.00")], day: "2026-06-02"))
        try await files.run("2026-06-02")
        #expect(try files.open(.open) == ["duplicate \(spelling) 5.00"])
        #expect(try files.audit().findings == [])
    }

    @Test("what the rules tell apart is not history", arguments: ["A13", "ECA", "XA12"])
    func apart(_ spelling: String) async throws {
        let files = try BookFiles()
        try files.make()
        let path = try files.write("definition.yaml", Self.definition)
        _ = try files.open().adopt(definitionFile: path)
        try await files.take(
            try files.orders("o1.csv", [Row("0A12", "5.00")]),
            try files.payments("p1.csv", [Row("EC00a12", "5.00")]))
        try await files.run("2026-06-01")
        try await files.take(
            try files.payments("p2.csv", [Row(spelling, "5.00")], day: "2026-06-02"))
        try await files.run("2026-06-02")
        #expect(try files.open(.open) == ["missing_left \(spelling) 5.00"])
    }

    @Test("spellings are those that become the same, and no more than a number is wide")
    func spellings() {
        var normaliser = ReferenceNormaliser()
        normaliser.ignoresCase = true
        normaliser.dropsPrefix = "EC"
        normaliser.dropsLeadingZeros = true
        let normal = Array("a12".utf8)
        let all = normaliser.spellings(of: normal)
        #expect(all.count == 60 && Set(all).count == 60)
        #expect(all.allSatisfy { normaliser.apply($0.span) == normal })
        #expect(HistorySpellings([]).all(of: [normal]) == [normal])
    }
}
