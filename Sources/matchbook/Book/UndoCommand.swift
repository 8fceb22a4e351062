import ArgumentParser
import Engine
import Reports
import Resolution

struct UndoCommand: AsyncParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case run, decision, match }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "undo",
            abstract: say(
                "撤销最近一次对账、一项决定，或拆开一对。", "撤銷最近一次對帳、一項決定，或拆開一對。",
                "Take back the last run, a decision, or a match."),
            discussion: say(
                """
                不删除任何东西：撤销本身也记入日志，分录以相反分录冲回。拆开的一对以后也不再匹配，\
                除非撤销该决定。
                """,
                """
                不刪除任何東西：撤銷本身也記入日誌，分錄以相反分錄沖回。拆開的一對以後也不再配對，\
                除非撤銷該決定。
                """,
                """
                Nothing is deleted: taking back is a fact of its own, and postings are reversed. A \
                match that is taken apart stays apart, until that decision is undone.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "run、decision 或 match。", "run、decision 或 match。", "run, decision or match."),
            valueName: "subject"))
    var subject: Subject

    @Argument(
        help: ArgumentHelp(
            say(
                "序号；match：流水（12:345）或单号。", "序號；match：明細（12:345）或單號。",
                "Its number; of a match, entries (12:345) or references."), valueName: "number"))
    var names: [String]

    @Option(
        help: ArgumentHelp(
            say("理由（决定、配对）。", "理由（決定、配對）。", "Why (of a decision or match)."),
            valueName: "text"))
    var reason = "taken back"

    @Option(
        help: ArgumentHelp(
            say(
                "match：哪个对账环节（有几个时）。", "match：哪個對帳環節（有幾個時）。",
                "match: which leg, where it is matched in several."),
            valueName: "leg"))
    var leg: String?

    @Flag(help: ArgumentHelp(say("输出 JSON（决定）。", "輸出 JSON（決定）。", "Print JSON (of a decision).")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if subject != .match, names.count != 1 || Int(names[0]) == nil {
            throw ValidationError(
                say("应为一个序号：", "應為一個序號：", "expected one number: ")
                    + names.joined(separator: " "))
        }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            let number = Int(names[0]) ?? 0
            switch subject {
            case .match:
                let stored = try BookDecide(book).unmatch(
                    try book.entries(named: names), leg: leg, reason: reason)
                DecisionText.show(stored, json: json, shared.language)
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
