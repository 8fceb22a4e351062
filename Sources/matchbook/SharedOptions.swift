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

/// How many threads may work at once.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "同时使用的线程数（默认：全部核心）；结果与线程数无关。", "同時使用的執行緒數（預設：全部核心）；結果與執行緒數無關。",
                "Threads at once (default: all cores); the result does not depend on it."),
            valueName: "n"))
    var threads: Int?

    mutating func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads: 1…1024")
        }
    }

    var count: Int { threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// Keys that sign callbacks.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("signing-key"),
        help: ArgumentHelp(
            say(
                "回调签名密钥，按数据源或渠道：epay=ENV:名称、epay=FILE:路径，或直接写密钥（会出现在进程列表里）。",
                "回呼簽章金鑰，按資料來源或通路：epay=ENV:名稱、epay=FILE:路徑，或直接寫金鑰（會出現在行程清單裡）。",
                "Key that signs callbacks, by source or channel: epay=ENV:NAME, epay=FILE:path, or the key itself (seen in the process list)."
            ),
            valueName: "source=key"))
    var signingKeys: [String] = []

    mutating func validate() throws { _ = try keys() }

    func keys() throws -> [String: Definition.SigningKey] {
        var keys: [String: Definition.SigningKey] = [:]
        for argument in signingKeys {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw ValidationError("--signing-key: source=ENV:NAME | source=FILE:path | source=key")
            }
            if parts[1].hasPrefix("ENV:") {
                keys[parts[0]] = .environment(String(parts[1].dropFirst(4)))
            } else if parts[1].hasPrefix("FILE:") {
                keys[parts[0]] = .file(String(parts[1].dropFirst(5)))
            } else {
                keys[parts[0]] = .literal(parts[1])
            }
        }
        return keys
    }

    /// A secret in the arguments can be read by every user of the machine.
    func warn(_ shared: SharedOptions) {
        guard let keys = try? keys() else { return }
        for (name, key) in keys.sorted(by: { $0.key < $1.key }) {
            guard case .literal = key else { continue }
            shared.hint(
                "--signing-key \(name): "
                    + say(
                        "密钥写在命令行里，本机其他用户可在进程列表中看到；建议用 ENV: 或 FILE:。",
                        "金鑰寫在命令列裡，本機其他使用者可在行程清單中看到；建議用 ENV: 或 FILE:。",
                        "the key is visible in the process list; ENV: or FILE: is safer."))
        }
    }
}

/// The two streams of a command.
enum Console {
    static func output(_ text: String) { write(text, STDOUT_FILENO) }

    static func output(_ bytes: [UInt8]) { write(bytes, STDOUT_FILENO) }

    static func error(_ text: String, newline: Bool = true) {
        write(newline ? text + "\n" : text, STDERR_FILENO)
    }

    static func isSet(_ name: String) -> Bool {
        guard let value = unsafe getenv(name) else { return false }
        return unsafe value.pointee != 0
    }

    private static func write(_ text: String, _ descriptor: Int32) {
        write(Array(text.utf8), descriptor)
    }

    /// A reader that went away (a closed pipe) ends the output, not with an error.
    private static func write(_ bytes: [UInt8], _ descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress! + written, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
