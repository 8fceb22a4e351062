import Engine
import HTTPTypes
import Records
import Reports

/// The book as a whole: how it stands, its definition, its log.
enum BookOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "getStatus", method: .get, path: "/status", rule: .needs(.read),
            summary: "How the book stands.",
            answer: .json(
                .open([
                    .must("merchant", .string()), .must("time_zone", .string()),
                    .must("entries", .integer(0...Int.max)), .must("sources", .array(.open([]))),
                    .must("open_items", .array(.open([]))),
                ]))
        ) { call in .json(try await call.read { try BookStatus($0).json }) },
        APIOperation(
            id: "getDefinition", method: .get, path: "/definition", rule: .needs(.read),
            summary: "The rules by which is reconciled. Its ETag goes into If-Match to change it.",
            answer: .json(definition)
        ) { call in
            let stored = try await call.read { try $0.store.definition() }
            guard let stored else { throw APIProblem.notFound("definition") }
            return .json(value(stored), tag: tag(stored))
        },
        APIOperation(
            id: "checkDefinition", method: .post, path: "/definition/check", rule: .needs(.define),
            summary: "Whether rules can be read; nothing is kept.", body: .json(yaml),
            answer: .json(.open([.must("digest", .string())]))
        ) { call in
            let text = call.text("yaml") ?? ""
            let digest = try await call.read { try $0.check(definitionText: text) }
            return .json(.fields(["digest": .string(digest)]))
        },
        APIOperation(
            id: "getDefinitionImpact", method: .post, path: "/definition/impact",
            rule: .needs(.define),
            summary: "What rules would have made of history: matches and breaks that differ.",
            body: .json(yaml),
            answer: .json(.open([.must("changes", .array(.open([]), count: 0...10_000_000))]))
        ) { call in
            let text = call.text("yaml") ?? ""
            return .json(
                try await call.read { try await BookImpact($0, definitionText: text).json })
        },
        APIOperation(
            id: "setDefinition", method: .put, path: "/definition", rule: .confirmed(.define),
            summary: "Reconcile by these rules from now on. Needs If-Match where there are rules.",
            body: .json(yaml), answer: .json(definition)
        ) { call in
            let text = call.text("yaml") ?? ""
            let stored = try await call.write { book in
                if let before = try book.store.definition() {
                    try call.check(version: tag(before), isRequired: true)
                }
                return try book.adopt(definitionText: text)
            }
            return .json(value(stored), tag: tag(stored))
        },
        APIOperation(
            id: "getCheckpoint", method: .get, path: "/log/checkpoint", rule: .needs(.read),
            summary: "The signed checkpoint of the log (C2SP).", answer: .text
        ) { call in
            .text(
                try await call.read { book in
                    let path = book.store.folder + "/log/checkpoint"
                    // Three lines and a signature.
                    return String(
                        decoding: try SystemFile.read(path, limit: 64 << 10), as: UTF8.self)
                })
        },
    ]

    private static let yaml = Schema.object([.must("yaml", .string(length: 1...1_000_000))])

    static let definition = Schema.open([
        .must("number", .integer(1...Int.max)), .must("digest", .string()),
        .must("yaml", .string(length: 0...2_000_000)), .must("automatic", .boolean),
        .must("actor", .string()),
    ])

    static func value(_ stored: StoredDefinition) -> JSONValue {
        .fields([
            "number": .integer(stored.number), "digest": .string(stored.digest),
            "automatic": .bool(stored.isAutomatic), "actor": .string(stored.actor),
            "at": .string(stored.at.rfc3339(in: .utc)), "yaml": .string(stored.yaml),
        ])
    }

    static func tag(_ stored: StoredDefinition) -> String {
        "\"\(stored.number)-\(stored.digest.prefix(32))\""
    }
}
