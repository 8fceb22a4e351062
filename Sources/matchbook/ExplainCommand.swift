import ArgumentParser
import Engine
import Reports

struct ExplainCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: say(
                "一笔订单或交易的来龙去脉。", "一筆訂單或交易的來龍去脈。",
                "The whole story of one order or transaction."),
            discussion: say(
                "编号可以是订单号、渠道交易号、退款号、链上哈希、差错编号或流水编号。显示提到它的每条流水、由哪一轮哪条规则匹配、逐字段比较；差错还显示最接近的一条。",
                "編號可以是訂單號、通路交易號、退款號、鏈上雜湊、差錯編號或明細編號。顯示提到它的每條明細、由哪一輪哪條規則配對、逐欄比較；差錯還顯示最接近的一條。",
                "The reference is an order, trade or refund number, a transaction hash, "
                    + "or the id of a break or entry. Shows every entry that carries it, the "
                    + "pass and rule that matched it and each field compared; for a break also "
                    + "the nearest miss."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say("结果目录。", "結果目錄。", "Folder of a result."), valueName: "dir"))
    var folder: String

    @Argument(
        help: ArgumentHelp(
            say("编号。", "編號。", "What to look for."), valueName: "reference"))
    var reference: String

    @Flag(help: ArgumentHelp(say("输出 JSON。", "輸出 JSON。", "Print JSON.")))
    var json = false

    @OptionGroup var keys: KeyOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Failure.reported {
            keys.warn(shared)
            let stored = try StoredRun.open(folder)
            let result = try await stored.execute(
                threads: threads.count, keys: try keys.keys(), progress: shared.progress)
            shared.progress.step("")
            let story = Story.find(reference, in: result.report)
            guard !story.isEmpty else {
                throw EngineError.unknownReference(
                    reference, near: Suggestions.near(reference, in: result.report))
            }
            if json {
                Console.output(StoryJSON.value(story, result.report, shared.language).pretty())
            } else {
                Console.output(
                    StoryText.text(
                        story, result.report, shared.language, colours: shared.colours))
            }
        }
    }
}
