import Engine
import Foundation
import Matching
import Records
import Reports
import Testing

/// Tables written straight from columns, against the rows of values they stand for: a day with
/// links, chain transfers, GB18030 bills, fee breaks and duplicates.
@Suite struct ResultTablesTests {
    private func report() async throws -> RunReport {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "matchbook-tables-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try DemoDay.write(to: folder, seed: 11, orders: 300)
        var run = try Run.prepare(definitionFile: folder + "/definition.yaml")
        return try await run.execute().report
    }

    private func lines(_ table: some CSVTable) -> [Substring] {
        var bytes: [UInt8] = []
        table.write { bytes += $0.bytes }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    }

    private func lines(_ columns: [String], _ rows: [[Cell]]) -> [Substring] {
        var buffer = RowBuffer()
        buffer.header(columns)
        for row in rows { buffer.row(row) }
        return String(decoding: buffer.bytes, as: UTF8.self).split(separator: "\r\n")
    }

    private func check(_ found: [Substring], _ expected: [Substring]) {
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(a == b) }
    }

    @Test("every table is the table of its rows' values, in every language")
    func tables() async throws {
        let report = try await report()
        for language in Language.allCases {
            let breaks = report.legViews.flatMap { view in
                view.outcome.breaks.map { BreakRow($0, in: view, language).cells }
            }
            #expect(breaks.count > 10)
            check(lines(BreakRows(report, language)), lines(BreakRow.columns, breaks))
            let matches = report.legViews.flatMap { view in
                (0..<view.outcome.matches.count).map { MatchRow($0, in: view, language).cells }
            }
            #expect(matches.count > 200)
            check(lines(MatchRows(report, language)), lines(MatchRow.columns, matches))
        }
        let entries = report.entries.flatMap { source in
            (0..<source.count).map { index in
                EntryRows.cells(
                    EntryView(
                        source: source.source, file: source.file, box: source.box,
                        row: source.row(index), decode: report.text),
                    merchant: report.merchant, zone: report.zone)
            }
        }
        check(lines(EntryRows(report)), lines(EntryRows.columns, entries))
        #expect(!report.problems.isEmpty)
        check(
            lines(ProblemRows(report.problems)),
            lines(ProblemRows.columns, report.problems.map(ProblemRows.cells)))
    }
}
