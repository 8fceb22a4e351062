import ArgumentParser
import Engine
import Reports

struct RejectCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reject",
            abstract: say(
                "驳回别人提出的决定；经办人自己则是撤回。", "駁回別人提出的決定；經辦人自己則是撤回。",
                "Reject a decision that another person proposed; its maker withdraws it."))
    }

    @Argument(
        help: ArgumentHelp(
            say("决定的序号。", "決定的序號。", "Number of the decision."), valueName: "decision"))
    var number: Int

    @Option(help: ArgumentHelp(say("驳回的理由。", "駁回的理由。", "Why it is rejected."), valueName: "text"))
    var reason: String?

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            let decide = try BookDecide(book)
            let stored =
                if let reason {
                    try decide.reject(number, reason: reason)
                } else {
                    try decide.withdraw(number)
                }
            DecisionText.show(stored, json: json, shared.language)
        }
    }
}
