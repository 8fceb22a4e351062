import ArgumentParser
import Engine
import Reports

struct UndoCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo",
            abstract: say("撤销最近一次对账。", "撤銷最近一次對帳。", "Take back the last run."),
            discussion: say(
                "不删除任何东西：撤销本身也记入日志，分录以相反分录冲回。",
                "不刪除任何東西：撤銷本身也記入日誌，分錄以相反分錄沖回。",
                "Nothing is deleted: taking back is a fact of its own, and postings are reversed."))
    }

    @Argument(
        help: ArgumentHelp(
            say("对账的序号。", "對帳的序號。", "Number of the run."), valueName: "run"))
    var number: Int

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            try book.undo(run: number)
            Console.output(
                say("已撤销对账 ", "已撤銷對帳 ", "Took back run ") + "\(number)\n")
        }
    }
}
