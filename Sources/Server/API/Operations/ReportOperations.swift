import Documents
import Engine
import HTTPTypes
import Records
import Reports

/// Reports: as JSON, and as files.
enum ReportOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listReports", method: .get, path: "/reports", rule: .needs(.read),
            summary: "Which reports there are.",
            answer: .json(
                .open([
                    .must(
                        "items",
                        .array(.open([.must("report", .word(kinds)), .must("title", .string())]))),
                    .must("next", .nullable(.string())),
                ]))
        ) { call in
            .items(
                BookReports.Kind.allCases.map { kind in
                    .fields([
                        "report": .string(kind.rawValue),
                        "title": .string(kind.title[call.language]),
                    ])
                })
        },
        APIOperation(
            id: "getReport", method: .get, path: "/reports/{report}", rule: .needs(.read),
            summary: "A report; `cut` where a table has more than "
                + "\(ReportsPage.rowLimit) rows: the file has all.",
            parameters: [report, from, to],
            answer: .json(
                .open([
                    .must("report", .string()), .must("title", .string()), .must("cut", .boolean),
                    .must("tables", .array(.open([.must("rows", .array(.open([])))]))),
                ]))
        ) { call in
            var report = try await make(call)
            let isCut = report.tables.contains { $0.rows.count > ReportsPage.rowLimit }
            for place in report.tables.indices {
                report.tables[place].rows = Array(
                    report.tables[place].rows.prefix(ReportsPage.rowLimit))
            }
            return .json(.merged(report.json, .fields(["cut": .bool(isCut)])))
        },
        APIOperation(
            id: "getReportFile", method: .get, path: "/reports/{report}/file",
            rule: .needs(.export), summary: "A report as a file.",
            parameters: [
                report, .required("format", .word(formats.map(\.rawValue)), "The file's format."),
                from, to,
            ], answer: .file(formats.map { type($0.mediaType) })
        ) { call in
            let format = ReportFormat(rawValue: call.text("format") ?? "") ?? .json
            let report = try await make(call)
            return .file(
                try format.bytes(of: report, in: call.server.scratch.url), type: format.mediaType,
                name: "\(report.name).\(format.rawValue)")
        },
    ]

    private static let kinds = BookReports.Kind.allCases.map(\.rawValue)
    private static let formats: [ReportFormat] = [.csv, .xlsx, .pdf, .json]
    private static let report = APIOperation.Parameter.path("report", .word(kinds), "Which one.")
    private static let from = APIOperation.Parameter.query(
        "from", .string(.day, length: 10...10), "The first day; the month's where neither is said.")
    private static let to = APIOperation.Parameter.query(
        "to", .string(.day, length: 10...10), "The last day; a year at most.")

    /// Without its parameters.
    private static func type(_ text: String) -> String {
        String(text.split(separator: ";").first ?? "")
    }

    private static func make(_ call: APICall) async throws -> ReportDocument {
        let kind = call.text("report").flatMap { BookReports.Kind(rawValue: $0) } ?? .daily
        let asked = ReportsPage.Asked(kind, from: try call.day("from"), to: try call.day("to"))
        if let refused = asked.refused {
            throw APIProblem(.unprocessableContent, .refused, detail: refused[call.language])
        }
        return try await call.read { book in
            let reports = try BookReports(book, call.language)
            return try reports.make(kind, asked.days(reports))
        }
    }
}
