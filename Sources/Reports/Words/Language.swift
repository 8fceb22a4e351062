/// The languages a person can read everything in. The raw value is the tag on the wire.
package enum Language: String, Sendable, CaseIterable {
    case simplifiedChinese = "zh-CN"
    case traditionalChinese = "zh-TW"
    case english = "en"

    /// From a BCP 47 tag or a POSIX locale: "zh_TW.UTF-8", "zh-Hant", "en_GB". Nil if neither.
    package init?(tag: String) {
        let lowered = tag.lowercased().split(separator: ".").first.map(String.init) ?? ""
        let parts = lowered.split { $0 == "_" || $0 == "-" || $0 == "@" }.map(String.init)
        switch parts.first {
        case "zh":
            let traditional = parts.contains { ["tw", "hk", "mo", "hant"].contains($0) }
            self = traditional ? .traditionalChinese : .simplifiedChinese
        case "en": self = .english
        default: return nil
        }
    }
}

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

/// Punctuation that differs between the scripts.
package enum Punctuation {
    static let comma = Words("，", "，", ", ")
    static let semicolon = Words("；", "；", "; ")
    static let colon = Words("：", "：", ": ")
    static let listComma = Words("、", "、", ", ")
    static let sentenceGap = Words("", "", " ")

    static func bracketed(_ text: String, _ language: Language) -> String {
        language == .english ? " (\(text))" : "（\(text)）"
    }

    static func quoted(_ text: String, _ language: Language) -> String {
        language == .traditionalChinese ? "「\(text)」" : "“\(text)”"
    }

    static func list(_ items: [String], _ language: Language) -> String {
        items.joined(separator: listComma[language])
    }
}
