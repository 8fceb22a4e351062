import Engine
import Hummingbird
import Records
import Reports

/// Files in: what came, what was read of it, and what is missing.
struct ImportsPage: Sendable {
    let pages: Pages

    /// Bytes of one form. Larger files are imported by the command line.
    static let uploadLimit = 64 << 20
    /// Files of a page.
    private static let limit = 50
    /// Files of a book that the page counts: years of daily bills.
    private static let filesLimit = 1_000_000
    /// Problems of one file that are shown.
    private static let problemLimit = 20

    static let cameTitle = Words("导入结果", "匯入結果", "What was imported")

    func register(on router: Router<PageContext>) {
        router.get("imports") { request, context -> Response in
            try await pages.show(
                "imports", Words("账单", "帳單", "Imports"), request, context
            ) { try ImportsPage.model($0) }
        }
        router.post("imports") { request, context -> Response in
            let bytes = try await request.body.collect(upTo: ImportsPage.uploadLimit)
            guard
                let form = MultipartForm(
                    Array(buffer: bytes), contentType: request.headers[.contentType] ?? "")
            else { throw HTTPError(.badRequest) }
            let language = pages.server.renderer.language(of: request)
            var receipts: [JSONValue] = []
            for part in form.parts where part.fileName?.isEmpty == false {
                receipts.append(
                    try await take(part, source: form.field("source"), context, language))
            }
            let all = receipts
            return try await pages.show("receipts", ImportsPage.cameTitle, request, context) { _ in
                .fields(["receipts": .array(all), "none": .bool(all.isEmpty)])
            }
        }
    }

    /// One file, whole or not at all; what is wrong with it is its receipt.
    private func take(
        _ part: MultipartForm.Part, source: String?, _ context: PageContext, _ language: Language
    ) async throws -> JSONValue {
        let name = ImportsPage.safeName(part.fileName ?? "")
        do {
            let upload = try Upload(part.bytes, name: name, in: pages.server.scratch)
            defer { upload.remove() }
            return try await pages.server.desk.write(as: context.actor) { book in
                let receipt = try await BookImport(book).importFile(
                    upload.path, BookImport.Terms(source: source))
                return ImportsPage.receipt(receipt, language)
            }
        } catch let error as EngineError {
            return .fields([
                "name": .string(Mask.fileName(name)), "refused": .bool(true),
                "message": .string(FaultText.message(error, language)),
                "found": .optional(ImportsPage.problem(error)?.raw),
                "mapping": .optional(try draft(part, name, error, context)),
            ])
        }
    }

    /// Where a person may say what the columns of a file are that no format knows.
    private func draft(
        _ part: MultipartForm.Part, _ name: String, _ error: EngineError, _ context: PageContext
    ) throws -> String? {
        guard let code = ImportsPage.problem(error)?.code,
            [.unknownHeader, .unknownFormat].contains(code), let visitor = context.visitor
        else { return nil }
        return try pages.server.drafts.keep(
            part.bytes, name: name, of: visitor.account, at: pages.server.desk.now)?.address
    }

    private static func problem(_ error: EngineError) -> Problem? {
        if case .book(.quarantined(_, let problem)) = error { return problem }
        return nil
    }

    /// A name without folders, control characters or tricks; the book keeps it.
    static func safeName(_ text: String) -> String {
        let last = text.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        let name = String(String.UnicodeScalarView(kept.prefix(120)))
        return name.isEmpty || name.allSatisfy({ $0 == "." }) ? "upload" : name
    }

    static func receipt(_ receipt: BookImport.Receipt, _ language: Language) -> JSONValue {
        func count(_ number: Int) -> JSONValue {
            number > 0 ? .string(Show.count(number)) : .null
        }
        let sources = Set(receipt.fact.statements.map(\.source)).sorted()
        return .fields([
            "number": .integer(receipt.fact.number),
            "name": .string(Mask.fileName(receipt.fact.name)), "known": .bool(receipt.isKnown),
            "sources": .string(sources.joined(separator: ", ")),
            "formats": .string(
                Set(receipt.fact.statements.map(\.dialect)).sorted().joined(separator: ", ")),
            "new": .string(Show.count(receipt.new)), "repeated": count(receipt.repeated),
            "superseding": count(receipt.superseding), "early": count(receipt.early),
            "problem_count": count(receipt.problems.count),
            "problems": .list(receipt.problems.prefix(problemLimit)) { problem in
                .fields([
                    "place": .string(problem.place(language)),
                    "message": .string(problem.message(language)),
                    "raw": .string(problem.raw), "found": .string(problem.found),
                ])
            },
        ])
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let store = reading.book.store
        let imports = try store.imports(after: 0, limit: filesLimit)
        let status = try reading.memo.status(reading.book)
        let definition = try reading.memo.ground(reading.book).definition
        let pageCount = max(1, (imports.count + limit - 1) / limit)
        let page = min(max(1, reading.query["page"].flatMap { Int($0) } ?? 1), pageCount)
        let gaps = Dictionary(grouping: status.missing, by: \.source)
        func address(_ number: Int) -> JSONValue {
            (1...pageCount).contains(number) ? .string("/imports?page=\(number)#files") : .null
        }
        return .fields([
            "sources": .list(status.sources) { source in
                let title = ChannelTitle.title(source.name, reading.language)
                return .fields([
                    "name": .string(title == source.name ? "" : source.name),
                    "title": .string(title),
                    "files": .string(Show.count(source.files)),
                    "entries": .string(Show.count(source.entries)),
                    "last": .optional(source.lastDay?.description),
                    "gaps": .list(gaps[source.name] ?? []) { gap in
                        .string(
                            gap.days.lowerBound == gap.days.upperBound
                                ? "\(gap.days.lowerBound)"
                                : "\(gap.days.lowerBound) – \(gap.days.upperBound)")
                    },
                    "complete": .bool(gaps[source.name] == nil),
                ])
            },
            "choices": .list(definition.sources) { .string($0.name) },
            "missing": .bool(!status.missing.isEmpty),
            "waiting": status.waiting > 0 ? .string(Show.count(status.waiting)) : .null,
            "none": .bool(imports.isEmpty), "count": .string(Show.count(imports.count)),
            "files": .list(imports.reversed().dropFirst((page - 1) * limit).prefix(limit)) {
                file($0, reading)
            },
            "page": .integer(page), "pages": .integer(pageCount), "many": .bool(pageCount > 1),
            "previous": address(page - 1), "next": address(page + 1),
        ])
    }

    private static func file(_ fact: ImportFact, _ reading: Pages.Reading) -> JSONValue {
        let rows = fact.statements.reduce(0) { $0 + $1.rows }
        let excluded = fact.statements.reduce(0) { $0 + $1.excluded.count }
        return .fields([
            "number": .integer(fact.number), "name": .string(Mask.fileName(fact.name)),
            "at": .string(Show.moment(fact.at, reading.zone)), "actor": .string(fact.actor),
            "bytes": .string(Show.count(fact.byteCount)),
            "sha256": .string(String(fact.sha256.prefix(12))),
            "sources": .string(
                Set(fact.statements.map(\.source)).sorted().joined(separator: ", ")),
            "formats": .string(
                Set(fact.statements.map(\.dialect)).sorted().joined(separator: ", ")),
            "entries": .string(Show.count(rows - excluded)),
            "repeated": excluded > 0 ? .string(Show.count(excluded)) : .null,
            "superseded": fact.supersessions.isEmpty
                ? .null : .string(Show.count(fact.supersessions.count)),
        ])
    }
}
