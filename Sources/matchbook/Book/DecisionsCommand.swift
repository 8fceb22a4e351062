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

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: false, shared: shared)
            let all = try book.store.decisions().filter {
                state == nil || $0.course.state == state
            }
            if json {
                Console.output(JSONValue.array(all.map(DecisionText.json)).pretty())
            } else {
                Console.output(DecisionText.table(all, shared.language))
            }
        }
    }
}

extension DecisionState: ExpressibleByArgument {}
