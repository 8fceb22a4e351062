import ArgumentParser
import Engine
import Records
import Reports
import StorageSQLite

struct InitCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init",
            abstract: say("建立一本账簿。", "建立一本帳簿。", "Make a book."),
            discussion: say(
                """
                账簿是一个目录，存放原始文件、流水、每次对账、差错、决定与防篡改日志。不给定义文件时，按导入的文件自动形成对账环节。
                log.key 是签署日志的私钥，server.key 是主密钥（见 keys），请另行备份；打印出的验证公钥可交给审计人。
                """,
                """
                帳簿是一個目錄，存放原始檔案、明細、每次對帳、差錯、決定與防竄改日誌。不給定義檔時，按匯入的檔案自動形成對帳環節。
                log.key 是簽署日誌的私鑰，server.key 是主密鑰（見 keys），請另行備份；列印出的驗證公鑰可交給稽核人。
                """,
                """
                A book is a folder: the raw files, their entries, every run, the breaks, the \
                decisions and a tamper-evident log. Without a definition the legs follow from what \
                is imported. log.key signs the log, server.key opens what is sealed (see keys): \
                keep copies elsewhere; the verifier key that is printed is for auditors.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("目录（默认 book）。", "目錄（預設 book）。", "Folder (default: book)."), valueName: "dir"))
    var folder = "book"

    @Option(
        help: ArgumentHelp(
            say("商户名。", "商戶名。", "Name of the merchant."), valueName: "name"))
    var merchant = "main"

    @Option(
        help: ArgumentHelp(
            say(
                "时区（默认取自定义，否则 Asia/Shanghai）。", "時區（預設取自定義，否則 Asia/Shanghai）。",
                "Time zone (default: the definition's, else Asia/Shanghai)."),
            valueName: "zone"))
    var zone: String?

    @Option(
        help: ArgumentHelp(
            say("对账定义（YAML）。", "對帳定義（YAML）。", "The definition (YAML)."),
            valueName: "definition.yaml"))
    var definition: String?

    @Option(
        help: ArgumentHelp(
            say(
                "账簿从哪一天开始；更早的行只有用 import --opening 导入才算。",
                "帳簿從哪一天開始；更早的列只有用 import --opening 匯入才算。",
                "The day the book begins; older rows count only through import --opening."),
            valueName: "day"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            say(
                "日志的名字，写在每个检查点上。", "日誌的名字，寫在每個檢查點上。",
                "Name of the log: it stands on every checkpoint."),
            valueName: "name"))
    var logName: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if merchant.isEmpty || merchant.utf8.count > 100 {
            throw ValidationError("--merchant: 1…100 · “\(merchant)”")
        }
        if let from, Day(from) == nil { throw ValidationError("--from: yyyy-MM-dd · “\(from)”") }
    }

    func run() async throws {
        try await Failure.reported { try await make() }
    }

    private func make() async throws {
        var rules: Definition?
        if let definition { rules = try Run.definition(at: definition) }
        let zone = self.zone ?? rules?.timeZone ?? "Asia/Shanghai"
        _ = try TimeZoneFile.rules(zone)
        try NewBook.make(
            folder, merchant: merchant, zone: zone, now: options.now,
            startsOn: from.flatMap { Day($0) }, logName: logName)
        var here = options
        here.book = folder
        let book = try here.open(writes: true, shared: shared)
        if let definition { _ = try book.adopt(definitionFile: definition) }
        Console.output(
            say("已建立账簿 ", "已建立帳簿 ", "Made the book ") + folder + "\n"
                + say("日志验证公钥：", "日誌驗證公鑰：", "Verifier key of the log: ")
                + book.settings.logKey + "\n")
        shared.hint(
            say("下一步：", "下一步：", "Next: ") + "matchbook import --book \(folder) "
                + say("文件…", "檔案…", "FILE…"))
    }
}
