import ArgumentParser
import Engine
import Records
import Reports

struct BreaksCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "breaks",
            abstract: say("列出差错。", "列出差錯。", "List the breaks."))
    }

    @OptionGroup var selection: BreakOptions

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @Option(
        help: ArgumentHelp(
            say(
                "另写成表格，填好后用 breaks-import 交回。", "另寫成試算表，填好後用 breaks-import 交回。",
                "Write a spreadsheet too, to be filled in and handed to breaks-import."),
            valueName: "file"))
    var xlsx: String?

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try list() }
    }

    private func list() throws(EngineError) {
        let book = try options.open(writes: false, shared: shared)
        let filter = try selection.filter(book)
        let queue = try BreakQueue(book, book.store.breaks(filter))
        if let xlsx {
            try queue.write(to: xlsx, shared.language)
            shared.hint(xlsx)
            if !json { return }
        }
        Console.output(
            json ? queue.json(shared.language).pretty() : Array(queue.table(shared.language).utf8))
    }
}
