import ArgumentParser
import Engine
import Reports

struct ApproveCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "approve",
            abstract: say(
                "复核别人提出的决定，使之生效。", "複核別人提出的決定，使之生效。",
                "Approve a decision that another person proposed, and apply it."))
    }

    @Argument(
        help: ArgumentHelp(
            say("决定的序号。", "決定的序號。", "Number of the decision."), valueName: "decision"))
    var number: Int

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            DecisionText.show(
                try BookDecide(book).approve(number), json: json, shared.language)
        }
    }
}
