import ArgumentParser
import Engine
import Records
import Reports
import Statements

struct IdentifyCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "identify",
            abstract: say(
                "识别账单：格式、账号、账期、编码、行数、控制合计。", "辨識帳單：格式、帳號、帳期、編碼、列數、控制合計。",
                "Say what a file is: format, account, period, encoding, rows, control totals."))
    }

    @Argument(
        help: ArgumentHelp(
            say("文件或目录。", "檔案或目錄。", "Files or folders."), valueName: "file"))
    var files: [String]

    @Flag(
        name: [.customShort("v"), .long],
        help: ArgumentHelp(
            say("并说明其他格式为何不认它。", "並說明其他格式為何不認它。", "Also say why the other formats refuse it.")))
    var verbose = false

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try await identify() }
    }

    private func identify() async throws {
        let library = try FormatLibrary.load()
        let paths = try FilePath.expand(files, relativeTo: ".")
        let names = FilePath.displayNames(paths)
        var values: [JSONValue] = []
        var isKnown = true
        for path in paths {
            shared.progress.step(names[path] ?? path)
            let file = try InputFile.read(path, name: names[path] ?? path, limits: library.limits)
            let (statements, identifications) = await library.described(
                file, threads: threads.count)
            shared.progress.step("")
            for statement in statements {
                let summary = FileSummary(
                    statement, sha256: file.sha256, byteCount: file.byteCount)
                let identification =
                    identifications.first { $0.file == statement.file }
                    ?? Identification(
                        file: statement.file, encoding: nil, claimedBy: [], refusals: [])
                isKnown = isKnown && summary.quarantine == nil
                if json {
                    values.append(IdentifyText.json(identification, summary, zone: .china))
                } else {
                    Console.output(
                        IdentifyText.text(
                            identification, summary, zone: .china, shared.language,
                            showsRefusals: verbose, colours: shared.colours))
                }
            }
        }
        if json { Console.output(JSONValue.array(values).pretty()) }
        if !isKnown { throw Failure.code(of: .data) }
    }
}
