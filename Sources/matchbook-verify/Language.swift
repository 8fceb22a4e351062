import Glibc

/// The languages of the program. It stands alone, hence a table of its own.
enum Language: String, CaseIterable {
    case simplifiedChinese = "zh-CN"
    case traditionalChinese = "zh-TW"
    case english = "en"

    /// From a BCP 47 tag or a POSIX locale. Nil if it is neither Chinese nor English.
    init?(tag: String) {
        let lowered = tag.lowercased().split(separator: ".").first.map(String.init) ?? ""
        let parts = lowered.split { $0 == "_" || $0 == "-" || $0 == "@" }.map(String.init)
        switch parts.first {
        case "zh":
            let isTraditional = parts.contains { ["tw", "hk", "mo", "hant"].contains($0) }
            self = isTraditional ? .traditionalChinese : .simplifiedChinese
        case "en": self = .english
        default: return nil
        }
    }

    /// `--lang`, else the locale, else English. Help is made before arguments are parsed, hence the
    /// look ahead.
    static let current: Language = {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count,
                let language = Language(tag: arguments[index + 1])
            {
                return language
            }
            if argument.hasPrefix("--lang="),
                let language = Language(tag: String(argument.dropFirst(7)))
            {
                return language
            }
        }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = unsafe getenv(name) else { continue }
            let text = unsafe String(cString: value)
            if !text.isEmpty { return Language(tag: text) ?? .english }
        }
        return .english
    }()
}

/// A text in the person's language. A text that lacks a language does not compile.
func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
    switch Language.current {
    case .simplifiedChinese: simplified
    case .traditionalChinese: traditional
    case .english: english
    }
}
