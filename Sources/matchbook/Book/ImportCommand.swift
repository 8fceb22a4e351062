import ArgumentParser
import Engine
import Records
import Reports

struct ImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import",
            abstract: say(
                "把账单与订单文件导入账簿。", "把帳單與訂單檔案匯入帳簿。",
                "Import statements and orders into the book."),
            discussion: say(
                """
                每个文件要么整个导入，要么完全不导入；同样的内容再导入一次什么也不会发生。与先前文件重叠的行只算一次，\
                后来的状态取代先前的状态。--replaces 表示更正重发的账单：旧文件里没有再出现的行被撤回。
                """,
                """
                每個檔案要麼整個匯入，要麼完全不匯入；同樣的內容再匯入一次什麼也不會發生。與先前檔案重疊的列只算一次，\
                後來的狀態取代先前的狀態。--replaces 表示更正重發的帳單：舊檔案裡沒有再出現的列被撤回。
                """,
                """
                A file is imported whole or not at all; the same bytes again do nothing. Rows that \
                stood in an earlier file count once, and a later state takes an earlier one's \
                place. --replaces is for a bill that was issued again: rows that the new file \
                lacks are withdrawn.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("文件或目录。", "檔案或目錄。", "Files or folders."), valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            say(
                "属于哪个数据源（默认按格式判断）。", "屬於哪個資料來源（預設按格式判斷）。",
                "The source they belong to (default: by format)."),
            valueName: "name"))
    var source: String?

    @Option(
        help: ArgumentHelp(
            say(
                "更正哪个已导入的文件：名称、序号或 SHA-256。", "更正哪個已匯入的檔案：名稱、序號或 SHA-256。",
                "The imported file that this one corrects: name, number or SHA-256."),
            valueName: "import"))
    var replaces: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "文件列的是账簿开始时的未结项，更早的行也算。", "檔案列的是帳簿開始時的未結項，更早的列也算。",
                "The files list what was open when the book began: older rows count.")))
    var opening = false

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if replaces != nil, files.count != 1 {
            throw ValidationError("--replaces: 1 · \(files.count)")
        }
    }

    func run() async throws {
        try await Failure.reported { try await take() }
    }

    private func take() async throws {
        let book = try options.open(writes: true, threads: threads.count, shared: shared)
        let paths = try FilePath.expand(files, relativeTo: ".")
        var receipts: [BookImport.Receipt] = []
        var failure: EngineError?
        let terms = BookImport.Terms(source: source, replaces: replaces, opening: opening)
        try await BookImport(book).importFiles(paths, terms) { outcome in
            do throws(EngineError) {
                let receipt = try outcome.get()
                receipts.append(receipt)
                // Each file is durable by now: whoever reads this may rely on it.
                if !json { Console.output(BookText.line(receipt, shared.language) + "\n") }
            } catch {
                // The others are imported all the same; the first failure is the outcome.
                if failure == nil { failure = error } else { Failure.tell(error) }
            }
        }
        if json {
            Console.output(JSONValue.array(receipts.map(BookText.json)).pretty())
        }
        if let failure { throw failure }
    }
}
