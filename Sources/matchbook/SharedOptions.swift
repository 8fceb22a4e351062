import ArgumentParser
import Engine
import Glibc
import Records
import Reports

/// Options that every command has.
struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "输出语言：zh-CN、zh-TW 或 en（默认取自环境）。", "輸出語言：zh-CN、zh-TW 或 en（預設取自環境）。",
                "Language of the output: zh-CN, zh-TW or en (default: from the environment)."),
            valueName: "tag"))
    var lang: String?

    @Flag(
        name: [.customShort("q"), .long],
        help: ArgumentHelp(say("不显示进度与提示。", "不顯示進度與提示。", "No progress and no hints.")))
    var quiet = false

    mutating func validate() throws {
        if let lang, Language(tag: lang) == nil {
            throw ValidationError(
                say("不认识的语言", "不認得的語言", "unknown language") + " “\(lang)”: zh-CN | zh-TW | en")
        }
    }

    var language: Language { lang.flatMap { Language(tag: $0) } ?? CommandLanguage.environment }

    /// Colours only where a person looks at a terminal, and nobody asked for none (no-color.org).
    var colours: Bool { isatty(STDOUT_FILENO) == 1 && !Console.isSet("NO_COLOR") }

    /// One line on the terminal that is written over; nothing where stderr is a file.
    var progress: Progress {
        guard !quiet, isatty(STDERR_FILENO) == 1 else { return .silent }
        return Progress { step in Console.error("\r\u{1B}[2K\(step)", newline: false) }
    }

    func hint(_ text: String) { if !quiet { Console.error(text) } }
}
