package import Records
package import Reports

/// A version of the book's definition.
package struct StoredDefinition: Sendable, Hashable {
    package var number: Int
    package var at: Instant
    package var actor: String
    /// Made of what was imported, not by a person: it grows with new channels.
    package var isAutomatic: Bool
    /// SHA-256 of the canonical rules.
    package var digest: String
    package var yaml: String
    /// The merchant's own dialects, by file name.
    package var dialects: [NamedText]

    package struct NamedText: Sendable, Hashable {
        package var name: String
        package var text: String
        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package init(
        number: Int, at: Instant, actor: String, isAutomatic: Bool, digest: String, yaml: String,
        dialects: [NamedText]
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.isAutomatic = isAutomatic
        self.digest = digest
        self.yaml = yaml
        self.dialects = dialects
    }

    package var json: JSONValue {
        .fields([
            "fact": .string("definition"), "number": .integer(number),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
            "automatic": .bool(isAutomatic), "digest": .string(digest),
            "yaml": .string(Digest.sha256(Array(yaml.utf8))),
            "dialects": .array(
                dialects.map { dialect in
                    .array([
                        .string(dialect.name), .string(Digest.sha256(Array(dialect.text.utf8))),
                    ])
                }),
        ])
    }
}

extension StoredDefinition {
    /// The legs in their order: matches name them by place.
    package func legNames() throws(EngineError) -> [String] {
        try BookSources.parse(yaml).legs.map(\.name)
    }
}
