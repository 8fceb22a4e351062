import ArgumentParser
import Engine
import Matching
import Records
import Reports

struct DemoCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "demo",
            abstract: say(
                "生成一家发卡网的一天并对账。", "產生一家發卡網的一天並對帳。",
                "Invent one day of a card shop and reconcile it."),
            discussion: say(
                "写出订单、支付宝、微信、银联、易支付、USDT 的文件与定义，预先埋好差错，然后对账并说明文件在哪里。",
                "寫出訂單、支付寶、微信、銀聯、易支付、USDT 的檔案與定義，預先埋好差錯，然後對帳並說明檔案在哪裡。",
                "Writes the files of the shop and of its channels (Alipay, WeChat, "
                    + "UnionPay, epay, USDT) with planted differences, and a definition; "
                    + "reconciles them and says where everything is."
            ))
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "目录（默认 matchbook-demo）。", "目錄（預設 matchbook-demo）。",
                "Folder (default: matchbook-demo)."),
            valueName: "dir"))
    var folder = "matchbook-demo"

    @Option(
        help: ArgumentHelp(
            say(
                "随机种子：同样的种子写出同样的文件。", "隨機種子：同樣的種子寫出同樣的檔案。",
                "Seed: equal seeds write equal files."),
            valueName: "n"))
    var seed: UInt64 = DemoDay.seed

    @Option(
        help: ArgumentHelp(
            say("订单数。", "訂單數。", "Number of orders."), valueName: "n"))
    var orders = DemoDay.orders

    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if !(100...1_000_000).contains(orders) {
            throw ValidationError("--orders: 100…1000000")
        }
    }

    func run() async throws {
        try await Failure.reported { try await demonstrate() }
    }

    private func demonstrate() async throws {
        let files = folder + "/files"
        let out = folder + "/result"
        try ResultFolder(out).checkIsFree()
        let names = try DemoDay.write(to: files, seed: seed, orders: orders)
        var run = try Run.prepare(definitionFile: files + "/definition.yaml")
        run.threads = threads.count
        run.progress = shared.progress
        let result = try await run.execute()
        try await Output.show(
            result, out: out, json: false, threads: threads.count, shared: shared,
            reportLanguage: shared.language)
        shared.hint(
            say("文件：", "檔案：", "Files: ") + "\(files) (\(names.count))\n"
                + say("再试：", "再試：", "Try: ")
                + "matchbook explain \(out) \(firstReference(result.report))")
        throw Output.exitCode(result.report.verdict)
    }

    private func firstReference(_ report: RunReport) -> String {
        for view in report.legViews {
            if let first = view.outcome.breaks.first {
                return BreakRow(first, in: view, shared.language).reference
            }
        }
        return ""
    }
}
