import ArgumentParser
import Engine
import Records
import Reports

struct StatusCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "status",
            abstract: say(
                "账簿现状：最近一次对账、未结项、差错、缺的日子。", "帳簿現狀：最近一次對帳、未結項、差錯、缺的日子。",
                "How the book stands: the last run, what is open, what is missing."))
    }

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws(EngineError) {
        let book = try options.open(writes: false, shared: shared)
        let status = try BookStatus(book)
        let zone = try book.zone
        Console.output(
            json
                ? status.json.pretty()
                : Array(BookText.text(status, zone, shared.language).utf8))
    }
}
