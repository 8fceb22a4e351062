package import Records
package import Reports

/// A file that was imported.
package struct ImportFact: Sendable, Hashable {
    package var number: Int
    package var at: Instant
    package var actor: String
    package var sha256: String
    /// As it is shown, once in a book.
    package var name: String
    package var byteCount: Int
    /// The import whose file this one corrects.
    package var replaces: Int?
    package var statements: [StatementFact]
    package var supersessions: [Supersession]
    /// What its entries add up to; not part of what the log proves.
    package var flows: [EntryFlow] = []

    package init(
        number: Int, at: Instant, actor: String, sha256: String, name: String, byteCount: Int,
        replaces: Int? = nil, statements: [StatementFact] = [], supersessions: [Supersession] = []
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.sha256 = sha256
        self.name = name
        self.byteCount = byteCount
        self.replaces = replaces
        self.statements = statements
        self.supersessions = supersessions
    }

    package var json: JSONValue {
        .fields([
            "fact": .string("import"), "number": .integer(number),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
            "sha256": .string(sha256), "name": .string(name), "bytes": .integer(byteCount),
            "replaces": replaces.map { .integer($0) } ?? .null,
            "statements": .array(statements.map { .integer($0.number) }),
            "superseded": .integer(supersessions.count),
            "supersessions": .string(
                Digest.sha256(Array(supersessions.map(\.text).joined(separator: "\n").utf8))),
        ])
    }
}
