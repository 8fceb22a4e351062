import ArgumentParser
import Engine
import Reports

struct LearnCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "learn",
            abstract: say(
                "从已对上的历史学规则：时间窗、容差、到账天数、费率。", "從已對上的歷史學規則：時間窗、容差、到帳天數、費率。",
                "Learn rules from matched history: windows, tolerances, settlement days, fees."),
            discussion: say(
                """
                把全部历史按现行定义对一次，列出证据（笔数、分位数）和建议的改动；什么都不会自动生效。\
                --output 写出改动后的定义，先用 definition impact 看它会改变什么，再用 definition set 采用。
                """,
                """
                把全部歷史按現行定義對一次，列出證據（筆數、分位數）和建議的改動；什麼都不會自動生效。\
                --output 寫出改動後的定義，先用 definition impact 看它會改變什麼，再用 definition set 採用。
                """,
                """
                Runs the whole history by the present definition, and shows the evidence (counts, \
                quantiles) and the changes it speaks for. Nothing takes effect by itself: --output \
                writes the definition with the changes; see what it does with definition impact, \
                then adopt it with definition set.
                """))
    }

    @Option(
        help: ArgumentHelp(
            say("只学这一环节。", "只學這一環節。", "Only this leg."), valueName: "name"))
    var leg: String?

    @Option(
        help: ArgumentHelp(
            say("把改动后的定义写到这里。", "把改動後的定義寫到這裡。", "Write the changed definition here."),
            valueName: "definition.yaml"))
    var output: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "同时列出采用后历史会有什么不同。", "同時列出採用後歷史會有什麼不同。",
                "Also list what history would be by the changed definition.")))
    var impact = false

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if json, impact { throw ValidationError("--json · --impact") }
    }

    func run() async throws {
        try await Failure.reported {
            let book = try options.open(writes: false, threads: threads.count, shared: shared)
            let lessons = try await BookLessons(book, leg: leg)
            shared.progress.step("")
            if let output, !lessons.offers.isEmpty { try TextFile.write(lessons.yaml, to: output) }
            if json {
                Console.output(lessons.json.pretty())
                return
            }
            Console.output(BookText.text(lessons, output: output))
            guard impact, !lessons.offers.isEmpty else { return }
            let change = try await BookImpact(book, definitionText: lessons.yaml)
            Console.output("\n" + BookText.text(change, shared.language))
        }
    }
}
