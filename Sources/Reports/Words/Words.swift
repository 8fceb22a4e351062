/// One text in every language. A text that lacks a language does not compile.
package struct Words: Sendable, Hashable {
    package var simplified: String
    package var traditional: String
    package var english: String

    package init(_ simplified: String, _ traditional: String, _ english: String) {
        self.simplified = simplified
        self.traditional = traditional
        self.english = english
    }

    package subscript(language: Language) -> String {
        switch language {
        case .simplifiedChinese: simplified
        case .traditionalChinese: traditional
        case .english: english
        }
    }

    /// The text with each `{name}` replaced. An unknown name is the programmer's mistake.
    package func filled(_ language: Language, _ values: [String: String]) -> String {
        Words.fill(self[language], values)
    }

    /// Names in braces, in order of appearance.
    package static func names(in template: String) -> [String] {
        template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            piece in piece.firstIndex(of: "}").map { String(piece[..<$0]) }
        }
    }

    static func fill(_ template: String, _ values: [String: String]) -> String {
        var text = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: "}") else {
                preconditionFailure("open brace in \(template)")
            }
            let name = String(rest[after..<close])
            guard let value = values[name] else { preconditionFailure("no \(name) in \(template)") }
            text += value
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
