import ArgumentParser
import Documents
import Engine
import Matching
import Records
import Reports

struct ReconcileCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reconcile",
            abstract: say(
                "对账：给出余额调节表、差错与结论。", "對帳：給出餘額調節表、差錯與結論。",
                "Reconcile, and print the statement with its breaks and verdict."),
            usage: """
                matchbook reconcile DEFINITION.yaml [--day DAY] [--out DIR]
                matchbook reconcile --left FILE… --right FILE… [--out DIR] [--save-definition FILE]
                """,
            discussion: say(
                """
                不写定义文件时，用 --left 给出订单、--right 给出渠道账单（文件或目录均可）：格式自动识别，每个渠道一个对账环节。
                结果目录（--out）含 manifest.json、statement.json、statement.html、breaks.csv、breaks.xlsx、\
                matches.csv、\
                problems.csv 等；同样的输入总得到同样的字节。
                """,
                """
                不寫定義檔時，用 --left 給出訂單、--right 給出通路帳單（檔案或目錄均可）：格式自動辨識，每個通路一個對帳環節。
                結果目錄（--out）含 manifest.json、statement.json、statement.html、breaks.csv、breaks.xlsx、\
                matches.csv、\
                problems.csv 等；同樣的輸入總得到同樣的位元組。
                """,
                """
                Without a definition, --left names the orders and --right the channels' bills \
                (files or folders): \
                formats are found out, and every channel becomes one leg. The result folder \
                (--out) holds \
                manifest.json, statement.json, statement.html, breaks.csv, breaks.xlsx, \
                matches.csv, problems.csv \
                and more; equal inputs give equal bytes.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("对账定义（YAML）。", "對帳定義（YAML）。", "The definition (YAML)."),
            valueName: "definition.yaml"))
    var definition: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            say("左方文件：订单。", "左方檔案：訂單。", "Files of the left side: orders."), valueName: "file"))
    var left: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            say(
                "右方文件：渠道账单、回调、链上转账。", "右方檔案：通路帳單、回呼、鏈上轉帳。",
                "Files of the right side: bills, callbacks, transfers."),
            valueName: "file"))
    var right: [String] = []

    @Option(
        help: ArgumentHelp(
            say("只对这一天（yyyy-MM-dd）。", "只對這一天（yyyy-MM-dd）。", "Cover this day only (yyyy-MM-dd)."),
            valueName: "day"))
    var day: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            say("结果目录。", "結果目錄。", "Folder of the result."), valueName: "dir"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            say(
                "把所用的默认定义写成 YAML，以便修改。", "把所用的預設定義寫成 YAML，以便修改。",
                "Write the default definition as YAML, to edit."),
            valueName: "file"))
    var saveDefinition: String?

    @Flag(
        help: ArgumentHelp(
            say("只计算并显示，不写任何文件。", "只計算並顯示，不寫任何檔案。", "Compute and show; write nothing.")))
    var dryRun = false

    @Flag(
        help: ArgumentHelp(
            say("输出 statement.json。", "輸出 statement.json。", "Print statement.json.")))
    var json = false

    @OptionGroup var keys: KeyOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var memory: MemoryOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        let shorthand = !left.isEmpty || !right.isEmpty
        if definition != nil, shorthand {
            throw ValidationError(
                say(
                    "定义文件与 --left/--right 只能取其一", "定義檔與 --left/--right 只能取其一",
                    "give a definition or --left/--right, not both"))
        }
        if definition == nil, left.isEmpty || right.isEmpty {
            throw ValidationError(
                say(
                    "需要一个定义文件，或 --left 与 --right", "需要一個定義檔，或 --left 與 --right",
                    "give a definition, or --left and --right"))
        }
        if let day, Day(day) == nil { throw ValidationError("--day: yyyy-MM-dd · “\(day)”") }
        if saveDefinition != nil, definition != nil {
            throw ValidationError("--save-definition: --left … --right …")
        }
    }

    func run() async throws {
        try await Failure.reported { try await reconcile() }
    }

    private func reconcile() async throws {
        keys.warn(shared)
        if let out, !dryRun { try ResultFolder(out).checkIsFree() }
        var run =
            if let definition {
                try Run.prepare(definitionFile: definition)
            } else {
                try await Run.prepare(
                    left: left, right: right, threads: threads.count, progress: shared.progress)
            }
        run.day = day.flatMap { Day($0) }
        run.keys = try keys.keys()
        run.threads = threads.count
        run.memoryLimit = memory.byteCount
        run.progress = shared.progress
        if let saveDefinition, !dryRun { try run.saveDefinition(to: saveDefinition) }
        let result = try await run.execute()
        try await Output.show(
            result, out: dryRun ? nil : out, json: json, threads: threads.count, shared: shared,
            reportLanguage: result.definition.reportLanguage ?? shared.language)
        if dryRun {
            shared.hint(
                say("试运行，未写任何文件。", "試執行，未寫任何檔案。", "Dry run: nothing was written.")
                    + " \(result.report.definition.digest.prefix(12))")
        }
        throw Output.exitCode(result.report.verdict)
    }
}
