import ArgumentParser
import Engine
import Reports

struct ExportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: say(
                "补写大表：matches.csv、entries.csv、breaks.xlsx。",
                "補寫大表：matches.csv、entries.csv、breaks.xlsx。",
                "Write the large tables of a result: matches.csv, entries.csv, breaks.xlsx."),
            discussion: say(
                "按 manifest.json 重读输入（先核对 SHA-256），结果与直接运行逐字节相同。",
                "按 manifest.json 重讀輸入（先核對 SHA-256），結果與直接執行逐位元組相同。",
                "Reads the inputs again by manifest.json, whose SHA-256 must still hold; "
                    + "the tables are those a direct run would have written."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say("结果目录。", "結果目錄。", "Folder of a result."), valueName: "dir"))
    var folder: String

    @OptionGroup var keys: KeyOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            keys.warn(shared)
            let stored = try StoredRun.open(folder)
            let result = try await stored.execute(
                threads: threads.count, keys: try keys.keys(), progress: shared.progress)
            shared.progress.step("")
            let names = try await ResultFolder(folder).write(
                result, language: stored.language, everything: true, threads: threads.count,
                workbook: Output.workbook)
            Console.output(names.sorted().map { "\(folder)/\($0)\n" }.joined())
        }
    }
}
