import Glibc
import Reports

/// The language of help and messages: `--lang`, else the locale of the environment, else English.
/// Help is made before the arguments are parsed, hence the look ahead.
enum CommandLanguage {
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
        return environment
    }()

    /// POSIX: LC_ALL over LC_MESSAGES over LANG; the first that is set decides.
    static var environment: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = unsafe getenv(name) else { continue }
            let text = unsafe String(cString: value)
            if !text.isEmpty { return Language(tag: text) ?? .english }
        }
        return .english
    }
}

/// A text of the command line in the person's language.
func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
    Words(simplified, traditional, english)[CommandLanguage.current]
}
