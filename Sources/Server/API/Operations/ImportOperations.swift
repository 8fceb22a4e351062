import Engine
import HTTPTypes
import Records
import Reports

/// Files in, and what is known of them.
enum ImportOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listImports", method: .get, path: "/imports", rule: .needs(.read),
            summary: "Files that were imported, in their order.",
            parameters: [.cursor, .limit], answer: .json(page)
        ) { call in
            let from = try call.cursor("imports")?.first.flatMap { Int($0) } ?? 0
            let limit = call.limit
            // One more than asked for says whether there are more.
            let facts = try await call.read {
                try $0.store.imports(after: from, limit: limit + 1)
            }
            let part = facts.prefix(limit)
            let isMore = facts.count > limit
            return .json(
                .fields([
                    "items": .array(part.map(value)),
                    "next": isMore
                        ? call.cursor("imports", after: ["\(part.last!.number)"]) : .null,
                ]))
        },
        APIOperation(
            id: "getImport", method: .get, path: "/imports/{number}", rule: .needs(.read),
            summary: "One file with its statements.",
            parameters: [.path("number", APIOperation.Parameter.number, "Its number.")],
            answer: .json(.open([.must("number", .integer(1...Int.max))]))
        ) { call in
            let number = call.integer("number") ?? 0
            let (fact, statements) = try await call.read { book in
                (
                    try book.store.imports(numbers: [number]).first,
                    try book.store.statements().filter { $0.importNumber == number }
                )
            }
            guard let fact else { throw APIProblem.notFound("import \(number)") }
            guard case .object(let members) = value(fact) else { return .items([]) }
            return .json(
                .object(members + [.init("statements", .array(statements.map(\.json)))]))
        },
        APIOperation(
            id: "importFile", method: .post, path: "/imports", rule: .needs(.importFiles),
            summary: "Import a file: whole or not at all, and once. The body is the file itself.",
            parameters: [
                .required(
                    "name", .string(.fileName, length: 1...200),
                    "The file's name; its ending says how to read it."),
                .query("source", .string(.line, length: 1...200), "The source it belongs to."),
                .query(
                    "replaces", .string(.line, length: 1...200),
                    "The import that it corrects: name, number or SHA-256."),
                .query("opening", .boolean, "It lists what was open when the book began."),
            ], body: .file,
            answer: .json(receipt)
        ) { call in
            let upload = try Upload(
                call.file, name: call.text("name") ?? "", in: call.server.scratch)
            defer { upload.remove() }
            let path = upload.path
            let receipt = try await call.write { book in
                try await BookImport(book).importFile(
                    path,
                    BookImport.Terms(
                        source: call.text("source"), replaces: call.text("replaces"),
                        opening: call.flag("opening")))
            }
            return .json(value(receipt))
        },
        APIOperation(
            id: "listSources", method: .get, path: "/sources", rule: .needs(.read),
            summary: "Sources with what was imported of each, and days that are missing.",
            answer: .json(
                .open([
                    .must("sources", .array(.open([]))), .must("missing_days", .array(.open([]))),
                ]))
        ) { call in
            let status = try await call.read { try BookStatus($0).json }
            return .json(
                .fields([
                    "sources": status["sources"] ?? .array([]),
                    "missing_days": status["missing_days"] ?? .array([]),
                ]))
        },
    ]

    static let receipt = Schema.open([
        .must("import", .integer(1...Int.max)), .must("sha256", .string()),
        .must("known", .boolean), .must("new", .integer(0...Int.max)),
    ])

    private static let page = Schema.open([
        .must("items", .array(.open([.must("number", .integer(1...Int.max))]))),
        .must("next", .nullable(.string(length: 0...4000))),
    ])

    private static func value(_ fact: ImportFact) -> JSONValue {
        .fields([
            "number": .integer(fact.number), "name": .string(fact.name),
            "sha256": .string(fact.sha256), "bytes": .integer(fact.byteCount),
            "actor": .string(fact.actor), "at": .string(fact.at.rfc3339(in: .utc)),
            "replaces": fact.replaces.map { .integer($0) } ?? .null,
        ])
    }

    static func value(_ receipt: BookImport.Receipt) -> JSONValue {
        .fields([
            "import": .integer(receipt.fact.number), "name": .string(receipt.fact.name),
            "sha256": .string(receipt.fact.sha256), "known": .bool(receipt.isKnown),
            "new": .integer(receipt.new), "repeated": .integer(receipt.repeated),
            "early": .integer(receipt.early), "superseding": .integer(receipt.superseding),
            "withdrawn": .integer(receipt.withdrawn),
            "problems": .array(
                receipt.problems.prefix(100).map { .string($0.message(.english)) }),
            "problem_count": .integer(receipt.problems.count),
        ])
    }
}
