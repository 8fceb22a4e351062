/// A report for people, free of any output format: a title, what it is about, and tables. Texts are
/// in one language already; amounts are exact decimals.
package struct ReportDocument: Sendable, Hashable {
    /// Of the file: "daily-2026-06-18".
    package var name: String
    package var title: String
    /// Merchant, days, when it was made: label and text.
    package var facts: [Fact] = []
    package var tables: [ReportTable] = []
    /// What a reader must know to read it rightly.
    package var notes: [String] = []
    package var language: Language
    /// The moment the figures stand for, RFC 3339; the clock is not read.
    package var asOf: String

    package struct Fact: Sendable, Hashable {
        package var label: String
        package var text: String
    }

    package init(name: String, title: String, language: Language, asOf: String) {
        self.name = name
        self.title = title
        self.language = language
        self.asOf = asOf
    }

    package mutating func state(_ label: String, _ text: String) {
        facts.append(Fact(label: label, text: text))
    }

    package var json: JSONValue {
        .fields([
            "report": .string(name), "title": .string(title), "as_of": .string(asOf),
            "facts": .array(
                facts.map {
                    .fields(["label": .string($0.label), "text": .string($0.text)])
                }),
            "tables": .array(tables.map(\.json)), "notes": .array(notes.map { .string($0) }),
        ])
    }
}
