import ArgumentParser
import Engine
import Reports

struct TraceCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "trace",
            abstract: say(
                "一个单号的来龙去脉：流水、匹配、差错、决定、分录。",
                "一個單號的來龍去脈：明細、配對、差錯、決定、分錄。",
                "All that the book knows of a reference: entries, matches, breaks, decisions."),
            discussion: say(
                """
                按时间列出：哪个文件第几行、被谁取代、哪次对账哪一轮匹配、差错的每个版本、谁作了什么决定、记了哪些分录。\
                订单号会再跟到渠道单号、退款单号与结算单。退出码 1 表示账簿里没有这个单号。
                """,
                """
                按時間列出：哪個檔案第幾列、被誰取代、哪次對帳哪一輪配對、差錯的每個版本、誰作了什麼決定、記了哪些分錄。\
                訂單號會再跟到通路單號、退款單號與撥款單。結束碼 1 表示帳簿裡沒有這個單號。
                """,
                """
                In the order it happened: file and line of each entry, what superseded it, run, \
                leg and pass of each match, every version of each break, who decided what, and \
                what was posted. An order's number is followed to the channel's, to refunds and \
                to the payout. Exit code 1: the book has no such reference.
                """))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "订单号、渠道单号、退款单号、结算单号或链上交易号。",
                "訂單號、通路單號、退款單號、撥款單號或鏈上交易號。",
                "Number of an order, trade, refund, payout or chain transaction."),
            valueName: "reference"))
    var reference: String

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported { try show() }
    }

    private func show() throws {
        let book = try options.open(writes: false, shared: shared)
        let trace = try BookTracer.trace(reference, in: book)
        let zone = try book.zone
        Console.output(
            json
                ? trace.json(zone).pretty()
                : Array(TraceText(trace, zone, shared.language).text.utf8))
        if trace.isEmpty { throw ExitCode(1) }
    }
}
