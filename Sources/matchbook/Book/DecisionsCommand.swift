import ArgumentParser
import Engine
import Reports
import Resolution

struct DecisionsCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "decisions",
            abstract: say("列出决定。", "列出決定。", "List the decisions."))
    }

    @Option(
        help: ArgumentHelp(
            say(
                "只看一种状态：proposed、approved、applied、rejected、withdrawn 或 undone。",
                "只看一種狀態：proposed、approved、applied、rejected、withdrawn 或 undone。",
                "One state only: proposed, approved, applied, rejected, withdrawn or undone."),
            valueName: "state"))
    var state: DecisionState?

    @Option(
        help: ArgumentHelp(
            say("从这个序号之后开始。", "從這個序號之後開始。", "Those after this number."),
            valueName: "number"))
    var after: Int?

    @Option(
        help: ArgumentHelp(
            say("最多列几项。", "最多列幾項。", "At most so many."), valueName: "count"))
    var limit: Int?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit: ≥ 1 · “\(limit)”") }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: false, shared: shared)
            var filter = DecisionFilter()
            filter.states = Set([state].compactMap(\.self))
            filter.after = after
            filter.limit = limit ?? .max
            let all = try book.store.decisions(filter)
            if json {
                Console.output(JSONValue.array(all.map(DecisionText.json)).pretty())
            } else {
                Console.output(DecisionText.table(all, shared.language))
            }
        }
    }
}

extension DecisionState: ExpressibleByArgument {}
