import ArgumentParser
import Engine
import Records
import Reports
import Resolution

struct BreaksImportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "breaks-import",
            abstract: say(
                "收回 breaks --xlsx 写出、填好的表格。", "收回 breaks --xlsx 寫出、填好的試算表。",
                "Take back a spreadsheet that breaks --xlsx wrote and people filled in."),
            discussion: say(
                """
                负责人、标签、批注和决定照填写的办理；决定的限额与复核与 decide 相同。写出之后有变动的、\
                改了锁定格的、填错的行逐一列出。任何一行不行就一行也不办，除非用 --partial。
                """,
                """
                負責人、標籤、批註和決定照填寫的辦理；決定的限額與複核與 decide 相同。寫出之後有變動的、\
                改了鎖定格的、填錯的列逐一列出。任何一列不行就一列也不辦，除非用 --partial。
                """,
                """
                Owner, labels, comments and decisions are done as they were filled in; limits and \
                a second person are those of decide. Rows that changed since, whose locked cells \
                were edited, or that are wrong are listed. If any is, nothing is done, unless \
                --partial.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say("表格（.xlsx）。", "試算表（.xlsx）。", "The spreadsheet (.xlsx)."), valueName: "file"))
    var file: String

    @Flag(
        help: ArgumentHelp(
            say("办理没有问题的行。", "辦理沒有問題的列。", "Do the rows that are sound.")))
    var partial = false

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        var isWhole = true
        try await Failure.reported {
            let bytes = try SystemFile.read(file, limit: BreakSheetImport.fileLimit)
            let book = try options.open(writes: true, shared: shared)
            let name = FilePath.name(file)
            let result = try BreakSheetImport(book).take(bytes, name: name, partial: partial)
            isWhole = result.faults.isEmpty
            if json {
                Console.output(SheetText.json(result).pretty())
            } else {
                Console.output(SheetText.text(result, name, shared.language))
            }
        }
        // As for any input that is wrong (sysexits.h).
        if !isWhole { throw ExitCode(65) }
    }
}
