import ArgumentParser
import Engine
import Reports

struct RevealCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reveal",
            abstract: say(
                "显示流水的对方、备注与链上地址，并记下理由。", "顯示明細的對方、備註與鏈上地址，並記下理由。",
                "Show counterparty, memo and address of entries, for a reason."),
            discussion: say(
                "平时不显示。谁看了、看了什么、为什么看，先写进日志再显示。",
                "平時不顯示。誰看了、看了什麼、為什麼看，先寫進日誌再顯示。",
                "They are masked elsewhere. Who looks, at what and why goes into the log first."))
    }

    @Argument(
        help: ArgumentHelp(
            say("流水（12:345）或单号。", "明細（12:345）或單號。", "Entries (12:345) or references."),
            valueName: "entry"))
    var names: [String]

    @Option(
        help: ArgumentHelp(say("为什么要看。", "為什麼要看。", "Why they are looked at."), valueName: "text"))
    var reason: String

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            let entries = try book.entries(named: names).flatMap { $0 }
            let shown = try BookReveal(book).reveal(entries, reason: reason)
            if json {
                Console.output(JSONValue.array(shown.map(\.json)).pretty())
                return
            }
            for row in shown {
                let texts = [row.counterparty, row.memo, row.address].map {
                    $0.isEmpty ? "–" : TerminalText.safe($0)
                }
                Console.output(
                    "\(row.entry) · \(row.source) · " + texts.joined(separator: " · ") + "\n")
            }
        }
    }
}
