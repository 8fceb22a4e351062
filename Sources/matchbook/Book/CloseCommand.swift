import ArgumentParser
import Engine
import Records
import Reports
import Resolution

struct CloseCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "close",
            abstract: say(
                "封账到某一天；另一个人 approve 之后生效。", "封帳到某一天；另一個人 approve 之後生效。",
                "Close a period through a day; it counts once another person approves."),
            discussion: say(
                "每笔差错要已处理、在等待、或用 --carry 说明结转。之后补来的流水记在下一天。",
                "每筆差錯要已處理、在等待、或用 --carry 說明結轉。之後補來的明細記在下一天。",
                """
                Every break must be resolved, expected, or named with --carry. What comes later is \
                booked on the next day.
                """))
    }

    @Option(
        help: ArgumentHelp(
            say("封到哪一天。", "封到哪一天。", "The last day that is closed."), valueName: "day"))
    var through: String

    @Option(
        help: ArgumentHelp(
            say(
                "结转到下期的差错（至少 8 位）。", "結轉到下期的差錯（至少 8 位）。",
                "Breaks that are carried over (8 digits or more)."), valueName: "break"))
    var carry: [String] = []

    @Option(help: ArgumentHelp(say("理由。", "理由。", "Why."), valueName: "text"))
    var reason = "closing"

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if Day(through) == nil { throw ValidationError("--through: yyyy-MM-dd · “\(through)”") }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: true, shared: shared)
            let request = BookDecide.Request(
                .close(through: Day(through)!), try book.breakIDs(carry), reason: reason)
            DecisionText.show(
                try BookDecide(book).decide(request), json: json, shared.language)
        }
    }
}
