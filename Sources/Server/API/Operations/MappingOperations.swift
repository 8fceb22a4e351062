import Engine
import HTTPTypes
import Records
import Reports
import Statements

/// What the columns of a file are that no format knows: suggested, said, seen as the import will
/// make it, and kept as a format of the book.
enum MappingOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "beginMapping", method: .post, path: "/mappings", rule: .needs(.importFiles),
            summary:
                "Look at a table (CSV, XLSX, XLS) of up to 16 MiB: its columns, what they seem "
                + "to be, and what an import would make. Held for an hour, for this account.",
            parameters: [
                .required(
                    "name", .string(.fileName, length: 1...120),
                    "The file's name; its ending says how to read it.")
            ], body: .file, status: .created, answer: .json(mapping)
        ) { call in try await begin(call) },
        APIOperation(
            id: "getMapping", method: .get, path: "/mappings/{mapping}",
            rule: .needs(.importFiles), summary: "The same as it stands now.", parameters: [id],
            answer: .json(mapping)
        ) { call in
            let draft = try draft(call)
            return try await call.read { book in
                try answer(try Look(draft, draft.mapping, draft.headerLine, book), call)
            }
        },
        APIOperation(
            id: "sayMapping", method: .put, path: "/mappings/{mapping}",
            rule: .needs(.importFiles),
            summary:
                "Say what the columns are; what is not said is as suggested. `preview` is what "
                + "the import will make. If-Match: the mapping as it was seen.",
            parameters: [id], body: .json(ColumnMapping.schema), answer: .json(mapping)
        ) { call in try await say(call) },
        APIOperation(
            id: "keepMapping", method: .post, path: "/mappings/{mapping}/keep",
            rule: .confirmed(.define),
            summary: "Keep it as a format of the book, and import the file; both or neither. "
                + "If-Match: the mapping as it was seen.",
            parameters: [id],
            body: .json(.object([.may("source", .string(.line, length: 1...200))])),
            answer: .json(
                .open([.must("format", .string()), .must("receipt", ImportOperations.receipt)]))
        ) { call in try await keep(call) },
        APIOperation(
            id: "dropMapping", method: .delete, path: "/mappings/{mapping}",
            rule: .needs(.importFiles), summary: "Forget the file.", parameters: [id],
            answer: .json(.open([.must("dropped", .string())]))
        ) { call in
            let draft = try draft(call)
            call.server.drafts.remove(draft.id)
            return .json(.fields(["dropped": .string(draft.id)]))
        },
    ]

    private static let id = APIOperation.Parameter.path(
        "mapping", .string(.word, length: 1...64), "Its id.")

    private static let mapping = Schema.open([
        .must("mapping", .string()), .must("file", .string()), .must("encoding", .string()),
        .must("separator", .nullable(.string(length: 1...1))),
        .must(
            "lines",
            .array(.open([.must("line", .integer(1...Int.max)), .must("text", .string())]))),
        .must(
            "said",
            .open([
                .must("header_line", .integer(1...Int.max)), .must("columns", .array(.open([]))),
            ])
        ),
        .must("ready", .boolean), .must("fault", .nullable(.string())),
        .must("yaml", .nullable(.string(length: 0...1_000_000))),
        .must("preview", .nullable(.open([.must("entries", .array(.open([])))]))),
    ])

    /// A file and what is said of it; nothing where it is no table.
    private struct Look {
        let draft: MappingDrafts.Draft
        let sample: TableSample
        let mapping: ColumnMapping
        let fault: MappingFault?
        let preview: Result<MappingPreview, EngineError>?

        init(
            _ draft: MappingDrafts.Draft, _ said: ColumnMapping?, _ line: Int?, _ book: Book,
            _ change: (inout ColumnMapping, TableSample) throws -> Void = { _, _ in }
        ) throws {
            let file = try draft.file()
            guard let sample = try MappingPreview.table(of: file, headerLine: line) else {
                throw APIProblem(
                    .unprocessableContent, .unreadable,
                    detail: Mask.fileName(draft.name) + ": one table with a header of two columns")
            }
            var mapping: ColumnMapping
            if let said {
                mapping = said
            } else {
                mapping = try draft.suggestion(for: sample, book)
            }
            try change(&mapping, sample)
            (self.draft, self.sample, self.mapping) = (draft, sample, mapping)
            fault = try book.fault(of: mapping)
            if fault == nil {
                preview = Result { () throws(EngineError) in
                    try MappingPreview(mapping, of: file, book)
                }
            } else {
                preview = nil
            }
        }
    }

    private static func draft(_ call: APICall) throws(APIProblem) -> MappingDrafts.Draft {
        let id = call.text("mapping") ?? ""
        guard
            let draft = call.server.drafts.draft(
                id, of: call.visitor.account, at: call.server.desk.now)
        else { throw .notFound("mapping \(id)") }
        return draft
    }

    private static func begin(_ call: APICall) async throws -> APIAnswer {
        let drafts = call.server.drafts
        let draft = try drafts.keep(
            call.file, name: ImportsPage.safeName(call.text("name") ?? ""),
            of: call.visitor.account, at: call.server.desk.now)
        guard let draft else {
            throw APIProblem(
                .contentTooLarge, .tooLarge,
                detail: "\(call.file.count) > \(MappingDrafts.byteLimit)")
        }
        do {
            return try await call.read { book in
                let look = try Look(draft, nil, nil, book)
                drafts.note(look.mapping, headerLine: look.sample.headerLine, of: draft.id)
                return try answer(look, call)
            }
        } catch {
            drafts.remove(draft.id)
            throw error
        }
    }

    private static func say(_ call: APICall) async throws -> APIAnswer {
        let draft = try draft(call)
        return try await call.read { book in
            if call.ifMatch != nil {
                let before = try Look(draft, draft.mapping, draft.headerLine, book)
                try call.check(version: tag(before))
            }
            let line = call.integer("header_line") ?? draft.headerLine
            let look = try Look(draft, nil, line, book) { try $0.apply(call, $1) }
            let isNoted = call.server.drafts.note(
                look.mapping, headerLine: look.sample.headerLine, of: draft.id,
                over: draft.mapping)
            guard isNoted else {
                throw APIProblem(.preconditionFailed, .preconditionFailed, detail: draft.id)
            }
            return try answer(look, call)
        }
    }

    private static func keep(_ call: APICall) async throws -> APIAnswer {
        guard call.visitor.may(.importFiles) else {
            throw APIProblem(.forbidden, .forbidden, detail: "import")
        }
        let draft = try draft(call)
        let source = call.text("source")
        let (name, receipt) = try await call.write { book in
            let look = try Look(draft, draft.mapping, draft.headerLine, book)
            try call.check(version: tag(look))
            return (
                look.mapping.name,
                try await book.take(
                    try draft.file(), at: draft.path, by: look.mapping, source: source)
            )
        }
        call.server.drafts.remove(draft.id)
        return .json(
            .fields(["format": .string(name), "receipt": ImportOperations.value(receipt)]))
    }

    // MARK: - Values

    private static func tag(_ look: Look) -> String {
        APIAnswer.tag(look.mapping.json(look.sample))
    }

    private static func answer(_ look: Look, _ call: APICall) throws -> APIAnswer {
        let (sample, language) = (look.sample, call.language)
        var fault = look.fault.map { MappingWords.message($0, language) }
        var preview: MappingPreview?
        switch look.preview {
        case .success(let made):
            preview = made
            fault = made.refusal?.message(language)
        case .failure(let error): fault = FaultText.message(error, language)
        case nil: break
        }
        let separator = sample.separator.map { String(decoding: [$0], as: UTF8.self) }
        return .json(
            .fields([
                "mapping": .string(look.draft.id),
                "file": .string(Mask.fileName(look.draft.name)),
                "encoding": .string(sample.encoding.rawValue),
                "separator": .optional(separator),
                "lines": .list(MappingModel.lines(of: sample)) { line, text in
                    .fields(["line": .integer(line), "text": .string(text)])
                },
                "said": look.mapping.json(sample),
                "ready": .bool(preview != nil && fault == nil), "fault": .optional(fault),
                "yaml": .optional(preview?.yaml),
                "preview": preview.map { value($0, language) }
                    ?? .null,
            ]), tag: tag(look))
    }

    private static func value(_ preview: MappingPreview, _ language: Language) -> JSONValue {
        let table = preview.statements.first?.table ?? EntryTable()
        let problems = preview.statements.flatMap(\.problems)
        return .fields([
            "rows": .integer(preview.statements.first?.rowCount ?? 0),
            "entry_count": .integer(table.count), "problem_count": .integer(problems.count),
            "entries": .list(0..<min(table.count, MappingModel.shown)) { row in
                func text(_ ref: TextRef) -> JSONValue {
                    .string(ref.isEmpty ? "" : table.utf8Text(ref))
                }
                return .fields([
                    "line": .integer(Int(table.line[row])),
                    "kind": .string(table.kind[row].name),
                    "status": .string(table.status[row].name),
                    "at": .optional(table.occurred(ofRow: row)?.rfc3339(in: .utc)),
                    "currency": .optional(table.gross(ofRow: row)?.currency.description),
                    "gross": .optional(table.gross(ofRow: row)?.decimal),
                    "fee": .optional(table.fee(ofRow: row)?.decimal),
                    "order": text(table.orderReference[row]),
                    "trade": text(table.channelReference[row]),
                    "channel": .string(table.channel[row]),
                ])
            },
            "problems": .list(problems.prefix(MappingModel.shown)) { problem in
                .fields([
                    "code": .string(problem.code.rawValue),
                    "place": .string(problem.place(language)),
                    "message": .string(problem.message(language)),
                ])
            },
        ])
    }
}
