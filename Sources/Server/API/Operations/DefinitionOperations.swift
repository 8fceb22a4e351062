import Engine
import HTTPTypes
import Records
import Reports

/// Versions of the rules, the rules in words, and the formats that files are read by.
enum DefinitionOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listDefinitionVersions", method: .get, path: "/definition/versions",
            rule: .needs(.read),
            summary: "Versions of the rules, newest first, without their text.",
            parameters: [.cursor, .limit],
            answer: .json(
                .open([
                    .must(
                        "items",
                        .array(
                            .open([
                                .must("number", .integer(1...Int.max)),
                                .must("dialects", .array(.string())),
                            ]))),
                    .must("next", .nullable(.string(length: 0...4000))),
                ]))
        ) { call in try await versions(call) },
        APIOperation(
            id: "getDefinitionVersion", method: .get, path: "/definition/versions/{number}",
            rule: .needs(.read), summary: "One version with its text.",
            parameters: [.path("number", APIOperation.Parameter.number, "The version.")],
            answer: .json(BookOperations.definition)
        ) { call in
            let number = call.integer("number") ?? 0
            guard let stored = try await call.read({ try $0.store.definition(number: number) })
            else { throw APIProblem.notFound("definition \(number)") }
            return .json(BookOperations.value(stored))
        },
        APIOperation(
            id: "getDefinitionWords", method: .get, path: "/definition/words",
            rule: .needs(.read), summary: "What the rules that hold do, in sentences.",
            answer: .json(
                .open([
                    .must("items", .array(.string(length: 0...10_000))),
                    .must("next", .nullable(.string())),
                ]))
        ) { call in
            .items(
                try await call.read { book in
                    DefinitionsPage.sentences(try book.definition(), book, call.language)
                }.map { .string($0) })
        },
        APIOperation(
            id: "listDialects", method: .get, path: "/dialects", rule: .needs(.read),
            summary: "Formats that files are read by: those inside the program and the book's own.",
            answer: .json(
                .open([.must("items", .array(dialect)), .must("next", .nullable(.string()))]))
        ) { call in .items(try await call.read { try $0.formats() }.map(value)) },
        APIOperation(
            id: "getDialect", method: .get, path: "/dialects/{dialect}", rule: .needs(.read),
            summary: "One format with its text (docs/dialects.md).",
            parameters: [.path("dialect", .string(.word, length: 1...64), "Its name.")],
            answer: .json(dialect)
        ) { call in
            let name = call.text("dialect") ?? ""
            let found = try await call.read { try $0.formats() }.first { $0.name == name }
            guard let found else { throw APIProblem.notFound("dialect \(name)") }
            return .json(.merged(value(found), .fields(["yaml": .string(found.text)])))
        },
    ]

    private static let dialect = Schema.open([
        .must("name", .string()), .must("version", .integer(0...Int.max)),
        .must("role", .string()), .must("builtin", .boolean),
    ])

    private static func value(_ format: Book.Format) -> JSONValue {
        .fields([
            "name": .string(format.name), "version": .integer(format.version),
            "role": .string(format.role.rawValue), "builtin": .bool(format.isBuiltin),
        ])
    }

    private static func versions(_ call: APICall) async throws -> APIAnswer {
        let before = try call.cursor("versions")?.first.flatMap { Int($0) }
        let limit = call.limit
        let found = try await call.read { book -> [StoredDefinition] in
            let last = min((before ?? .max) - 1, try book.store.numbers().definition)
            guard last > 0 else { return [] }
            return try (max(1, last - limit + 1)...last).reversed().compactMap {
                try book.store.definition(number: $0)
            }
        }
        let items = found.map { stored -> JSONValue in
            .fields([
                "number": .integer(stored.number), "digest": .string(stored.digest),
                "automatic": .bool(stored.isAutomatic), "actor": .string(stored.actor),
                "at": .string(stored.at.rfc3339(in: .utc)),
                "dialects": .list(stored.dialects) { .string($0.name) },
            ])
        }
        let last = found.last?.number ?? 1
        let next = last > 1 ? call.cursor("versions", after: ["\(last)"]) : JSONValue.null
        return .json(.fields(["items": .array(items), "next": next]))
    }
}
