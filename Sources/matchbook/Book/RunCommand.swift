import ArgumentParser
import Engine
import Matching
import Records
import Reports

struct RunCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "run",
            abstract: say(
                "对账到某一天，接着上次的结果。", "對帳到某一天，接著上次的結果。",
                "Reconcile through a day, going on from the last run."),
            discussion: say(
                """
                上次留下的未达与差错加上新流水，再对一次：本期未结 + 新增 + 重开 = 已匹配 + 结转 + 已解决 + 忽略。
                --dry-run 只显示计划与它的哈希；--plan 只在计划仍然相同时才执行。
                """,
                """
                上次留下的未達與差錯加上新明細，再對一次：本期未結 + 新增 + 重開 = 已匹配 + 結轉 + 已解決 + 忽略。
                --dry-run 只顯示計畫與它的雜湊；--plan 只在計畫仍然相同時才執行。
                """,
                """
                What the last run left open and what came since is compared: opening + new + \
                reopened = matched + carried + resolved + ignored. --dry-run shows the plan and \
                its hash; --plan goes on only if the plan is still the same.
                """))
    }

    @Option(
        help: ArgumentHelp(
            say(
                "到哪一天为止（默认文件所及的最后一天）。", "到哪一天為止（預設檔案所及的最後一天）。",
                "Through which day (default: the last one that the files reach)."),
            valueName: "day"))
    var through: String?

    @Flag(
        help: ArgumentHelp(
            say("从上次之后逐日补对。", "從上次之後逐日補對。", "Catch up day by day since the last run.")))
    var eachDay = false

    @Flag(
        help: ArgumentHelp(
            say("只计算并显示，不写任何东西。", "只計算並顯示，不寫任何東西。", "Compute and show; write nothing.")))
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            say(
                "试运行给出的计划哈希（至少 8 位）。", "試執行給出的計畫雜湊（至少 8 位）。",
                "Hash of the plan that a dry run showed (at least 8 digits)."),
            valueName: "hash"))
    var plan: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            say("另写一个结果目录。", "另寫一個結果目錄。", "Write a result folder too."),
            valueName: "dir"))
    var out: String?

    @Flag(
        help: ArgumentHelp(
            say("输出 statement.json。", "輸出 statement.json。", "Print statement.json.")))
    var json = false

    @OptionGroup var options: BookOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if let through, Day(through) == nil {
            throw ValidationError("--through: yyyy-MM-dd · “\(through)”")
        }
        if eachDay, plan != nil || out != nil || dryRun {
            throw ValidationError("--each-day: --plan, --out, --dry-run")
        }
    }

    func run() async throws {
        try await Failure.reported { try await reconcile() }
    }

    private func reconcile() async throws {
        let book = try options.open(writes: !dryRun, threads: threads.count, shared: shared)
        var last = try await take(book, through.flatMap { Day($0) })
        if eachDay {
            // The plan through the last day was only looked at.
            let end = last.run.through
            var day = try book.firstDayToRun(before: end)
            while day <= end {
                last = try await take(book, day)
                try last.run.commit(last)
                shared.hint(BookText.line(last, shared.language))
                day = day.advanced(by: 1)
            }
        } else if !dryRun {
            try last.run.commit(last, shown: plan)
        }
        shared.progress.step("")
        try await show(last)
        throw Output.exitCode(last.report.verdict)
    }

    private func take(_ book: Book, _ day: Day?) async throws -> BookRun.Plan {
        try await BookRun(book, through: day).plan()
    }

    private func show(_ plan: BookRun.Plan) async throws {
        if json {
            Console.output(StatementJSON.bytes(plan.report))
        } else {
            Console.output(
                StatementText.text(plan.report, shared.language, colours: shared.colours))
        }
        if dryRun {
            shared.hint(
                say(
                    "试运行，未写任何东西。计划 ", "試執行，未寫任何東西。計畫 ",
                    "Dry run: nothing was written. Plan ") + plan.hash)
        } else {
            shared.hint(BookText.line(plan, shared.language))
        }
    }
}
