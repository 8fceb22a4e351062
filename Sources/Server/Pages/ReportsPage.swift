import Documents
import Engine
import HTTPTypes
import Hummingbird
import Records
import Reports

/// Reports on the screen, and as files.
struct ReportsPage: Sendable {
    let server: BookServer

    /// Rows of a table on the screen; files hold them all.
    static let rowLimit = 500

    func register(on router: Router<PageContext>) {
        router.get("/reports") { request, context -> Response in
            try await show(request, context)
        }
        router.get("/reports/{file}") { request, context -> Response in
            try await download(request, context)
        }
    }

    /// Which report of which days; `refused` says why the days are the usual ones.
    struct Asked: Sendable {
        var kind: BookReports.Kind
        var from: Day?
        var to: Day?
        var refused: Words?

        init(_ request: Request, kind: BookReports.Kind) {
            let query = request.uri.queryParameters
            self.init(
                kind, from: query["from"].flatMap { Day(String($0)) },
                to: query["to"].flatMap { Day(String($0)) })
        }

        init(_ kind: BookReports.Kind, from first: Day?, to last: Day?) {
            (self.kind, from, to) = (kind, first, last)
            guard let from, let to else { return }
            if to < from {
                refused = Words("结束日早于起始日。", "結束日早於起始日。", "The span ends before it begins.")
            } else if to.number - from.number >= Int32(BookReports.dayLimit) {
                refused = Words(
                    "最多一年。", "最多一年。", "A report covers a year at most.")
            }
            if refused != nil { (self.from, self.to) = (nil, nil) }
        }

        func days(_ reports: BookReports) -> ClosedRange<Day> {
            guard let last = to ?? from else { return reports.usualDays(kind) }
            return (from ?? last)...last
        }
    }

    private func show(_ request: Request, _ context: PageContext) async throws -> Response {
        let query = request.uri.queryParameters
        let kind =
            query["kind"].flatMap { BookReports.Kind(rawValue: String($0)) } ?? .daily
        let language = server.renderer.language(of: request)
        let asked = Asked(request, kind: kind)
        let value = try await server.desk.read(as: context.actor) { book -> JSONValue in
            guard try book.store.lastRun() != nil else {
                return ReportsPage.form(asked, nil, nil, language)
            }
            let reports = try BookReports(book, language)
            let days = asked.days(reports)
            return ReportsPage.form(asked, days, try reports.make(kind, days), language)
        }
        return server.renderer.page(
            "reports", title: Words("报表", "報表", "Reports"), value, request, context)
    }

    private func download(_ request: Request, _ context: PageContext) async throws -> Response {
        let parts = (context.parameters.get("file") ?? "").split(separator: ".")
        guard parts.count == 2, let kind = BookReports.Kind(rawValue: String(parts[0])),
            let format = ReportFormat(rawValue: String(parts[1]))
        else { throw HTTPError(.notFound) }
        let language = server.renderer.language(of: request)
        let asked = Asked(request, kind: kind)
        let scratch = server.scratch.url
        let (name, bytes) = try await server.desk.read(as: context.actor) { book in
            let reports = try BookReports(book, language)
            let report = try reports.make(kind, asked.days(reports))
            return (report.name, try format.bytes(of: report, in: scratch))
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(name).\(format.rawValue)\"",
            ], body: .init(byteBuffer: .init(bytes: bytes)))
    }

    // MARK: Model

    private static func form(
        _ asked: Asked, _ days: ClosedRange<Day>?, _ report: ReportDocument?,
        _ language: Language
    ) -> JSONValue {
        .fields([
            "kind": .string(asked.kind.rawValue),
            "kinds": .array(
                BookReports.Kind.allCases.map { kind in
                    .fields([
                        "value": .string(kind.rawValue), "name": .string(kind.title[language]),
                        "chosen": .bool(kind == asked.kind),
                    ])
                }),
            "from": .optional(days?.lowerBound.description),
            "to": .optional(days?.upperBound.description),
            "refused": .optional(asked.refused?[language]),
            "report": report.map(model) ?? .null,
        ])
    }

    static func model(_ report: ReportDocument) -> JSONValue {
        .fields([
            "title": .string(report.title),
            "facts": .array(
                report.facts.map {
                    .fields(["label": .string($0.label), "text": .string($0.text)])
                }),
            "tables": .array(report.tables.map(table)),
            "notes": .array(report.notes.map { .fields(["text": .string($0)]) }),
        ])
    }

    private static func table(_ table: ReportTable) -> JSONValue {
        let shown = table.rows.prefix(rowLimit)
        func row(_ cells: [Cell], isSum: Bool) -> JSONValue {
            .fields([
                "sum": .bool(isSum),
                "cells": .array(
                    zip(table.columns, cells).map { column, cell in
                        .fields([
                            "text": .string(GroupedNumber.text(cell)),
                            "heading": .string(column.heading),
                            "number": .bool(column.kind == .number),
                            "code": .bool(column.kind == .code),
                        ])
                    }),
            ])
        }
        return .fields([
            "title": .string(table.title),
            "columns": .array(
                table.columns.map { column in
                    .fields([
                        "heading": .string(column.heading),
                        "number": .bool(column.kind == .number),
                    ])
                }),
            "rows": .array(
                shown.map { row($0, isSum: false) } + table.sums.map { row($0, isSum: true) }),
            "cut": .bool(shown.count < table.rows.count),
        ])
    }
}
