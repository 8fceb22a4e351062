import ArgumentParser
import TransparencyLog

/// Options that both commands have.
struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "日志的公钥 name+id+base64，或 FILE:路径。", "日誌的公鑰 name+id+base64，或 FILE:路徑。",
                "The log's verifier key, name+id+base64, or FILE:path."),
            valueName: "vkey"))
    var key: String

    @Option(
        help: ArgumentHelp(
            say(
                "检查点的来源名（默认为公钥的名字）。", "檢查點的來源名（預設為公鑰的名字）。",
                "The checkpoint's origin (default: the key's name)."),
            valueName: "name"))
    var origin: String?

    @Option(
        help: ArgumentHelp(
            say(
                "输出语言：zh-CN、zh-TW 或 en（默认取自环境）。", "輸出語言：zh-CN、zh-TW 或 en（預設取自環境）。",
                "Language of the output: zh-CN, zh-TW or en (default: from the environment)."),
            valueName: "tag"))
    var lang: String?

    mutating func validate() throws {
        if let lang, Language(tag: lang) == nil {
            throw ValidationError(
                say("不认识的语言", "不認得的語言", "unknown language") + " “\(lang)”: zh-CN | zh-TW | en")
        }
    }

    func verifierKey() throws -> VerifierKey {
        do {
            guard key.hasPrefix("FILE:") else { return try VerifierKey(key) }
            let path = String(key.dropFirst(5))
            let bytes = try LogFolder.read(path, limit: 4096)
            let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
            return try VerifierKey(String(decoding: line, as: UTF8.self))
        } catch let error as LogError {
            Console.error(FailureWords.text(error))
            throw ExitCode(65)
        }
    }
}
