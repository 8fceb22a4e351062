import ArgumentParser
import Engine
import Reports
import Resolution

struct UndoCommand: AsyncParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case run, decision }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo",
            abstract: say(
                "撤销最近一次对账，或一项决定。", "撤銷最近一次對帳，或一項決定。",
                "Take back the last run, or a decision."),
            discussion: say(
                "不删除任何东西：撤销本身也记入日志，分录以相反分录冲回。",
                "不刪除任何東西：撤銷本身也記入日誌，分錄以相反分錄沖回。",
                "Nothing is deleted: taking back is a fact of its own, and postings are reversed."))
    }

    @Argument(
        help: ArgumentHelp(
            say("run 或 decision。", "run 或 decision。", "run or decision."), valueName: "subject"))
    var subject: Subject

    @Argument(
        help: ArgumentHelp(say("序号。", "序號。", "Its number."), valueName: "number"))
    var number: Int

    @Option(
        help: ArgumentHelp(say("理由（决定）。", "理由（決定）。", "Why (of a decision)."), valueName: "text"))
    var reason = "taken back"

    @Flag(help: ArgumentHelp(say("输出 JSON（决定）。", "輸出 JSON（決定）。", "Print JSON (of a decision).")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            switch subject {
            case .run:
                try book.undo(run: number)
                Console.output(
                    say("已撤销对账 ", "已撤銷對帳 ", "Took back run ") + "\(number)\n")
            case .decision:
                let request = BookDecide.Request(
                    .undo(.decision(number)), [], reason: reason)
                DecisionText.show(
                    try BookDecide(book).decide(request), json: json, shared.language)
            }
        }
    }
}
