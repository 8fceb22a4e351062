import Engine
import Matching
import Records
import Reports

/// What the book's commands print.
enum BookText {
    // MARK: Import

    static func line(_ receipt: BookImport.Receipt, _ language: Language) -> String {
        let fact = receipt.fact
        if receipt.isKnown {
            return fact.name + ": "
                + say("已导入过，序号 ", "已匯入過，序號 ", "imported before, as number ")
                + "\(fact.number)"
        }
        var parts = ["\(receipt.new) " + say("条新流水", "條新明細", "new entries")]
        if receipt.repeated > 0 {
            parts.append("\(receipt.repeated) " + say("条重复行", "條重複列", "known before"))
        }
        if receipt.early > 0 {
            parts.append(
                "\(receipt.early) " + say("条早于账簿开始", "條早於帳簿開始", "from before the book"))
        }
        if receipt.superseding > 0 {
            parts.append("\(receipt.superseding) " + say("条取代旧状态", "條取代舊狀態", "superseding"))
        }
        if receipt.withdrawn > 0 {
            parts.append("\(receipt.withdrawn) " + say("条撤回", "條撤回", "withdrawn"))
        }
        if !receipt.problems.isEmpty {
            parts.append("\(receipt.problems.count) " + say("个问题", "個問題", "problems"))
        }
        let sources = Set(fact.statements.map(\.source)).sorted().joined(separator: ", ")
        return "\(fact.number)  \(fact.name) → \(sources): " + parts.joined(separator: " · ")
    }

    static func json(_ receipt: BookImport.Receipt) -> JSONValue {
        .fields([
            "import": .integer(receipt.fact.number), "name": .string(receipt.fact.name),
            "sha256": .string(receipt.fact.sha256), "known": .bool(receipt.isKnown),
            "sources": .array(
                Set(receipt.fact.statements.map(\.source)).sorted().map { .string($0) }),
            "new": .integer(receipt.new), "repeated": .integer(receipt.repeated),
            "early": .integer(receipt.early),
            "superseding": .integer(receipt.superseding),
            "withdrawn": .integer(receipt.withdrawn),
            "problems": .integer(receipt.problems.count),
        ])
    }

    // MARK: Run

    static func line(_ plan: BookRun.Plan, _ language: Language) -> String {
        let fact = plan.unit.fact
        return say("对账 ", "對帳 ", "Run ") + "\(fact.number) "
            + say("至 ", "至 ", "through ") + "\(fact.through): "
            + "\(fact.matchCount) " + say("笔匹配", "筆配對", "matches") + " · "
            + "\(fact.breakCount) " + say("笔差错", "筆差錯", "breaks") + " · "
            + "\(fact.openCount) " + say("笔未结", "筆未結", "open items")
    }

    // MARK: Breaks

    static func explanation(_ found: BookBreak, _ language: Language) -> String {
        let place = Language.allCases.firstIndex(of: language) ?? 0
        return place < found.explanations.count ? found.explanations[place] : ""
    }

    // MARK: Status

    private static func text(_ work: BookStatus.Work, _ zone: ZoneRules) -> String {
        var parts = ["\(work.open) " + say("笔差错待处理", "筆差錯待處理", "open breaks")]
        if work.overdue > 0 {
            parts.append("\(work.overdue) " + say("笔逾期", "筆逾期", "overdue"))
        }
        if work.unowned > 0 {
            parts.append("\(work.unowned) " + say("笔没人负责", "筆沒人負責", "nobody's"))
        }
        if let due = work.nextDue {
            parts.append(
                say("下一个时限 ", "下一個時限 ", "next due ") + due.rfc3339(in: zone))
        }
        return parts.joined(separator: " · ")
    }

    static func text(
        _ status: BookStatus, _ zone: ZoneRules, _ language: Language
    ) -> String {
        var lines: [String] = []
        lines.append(
            say("商户 ", "商戶 ", "Merchant ") + status.settings.merchant + " · "
                + "\(status.numbers.imports) " + say("个文件", "個檔案", "files") + " · "
                + "\(status.entries) " + say("条流水", "條明細", "entries") + " · "
                + "\(status.numbers.leaves) " + say("条日志", "條日誌", "log leaves"))
        if let run = status.lastRun {
            lines.append(
                say("最近对账 ", "最近對帳 ", "Last run ") + "\(run.number) "
                    + say("至 ", "至 ", "through ") + "\(run.through): "
                    + run.verdict.words[language])
        } else {
            lines.append(say("还没有对过账。", "還沒有對過帳。", "Nothing was run yet."))
        }
        if status.waiting > 0 {
            lines.append(
                "\(status.waiting) "
                    + say("份账单有未对的流水", "份帳單有未對的明細", "statements hold entries that wait for a run"))
        }
        if status.work.open > 0 { lines.append(text(status.work, zone)) }
        for gap in status.missing {
            lines.append("! " + gap.reason.sentence(language))
        }
        if !status.sources.isEmpty {
            var table = TextTable([.left, .right, .right, .left])
            table.row([
                say("数据源", "資料來源", "source"), say("文件", "檔案", "files"),
                say("流水", "明細", "entries"), say("至", "至", "through"),
            ])
            for source in status.sources {
                table.row([
                    source.name, "\(source.files)", "\(source.entries)",
                    source.lastDay?.description ?? "",
                ])
            }
            lines += [""] + table.lines()
        }
        if !status.open.isEmpty {
            var table = TextTable([.left, .left, .left, .right, .right, .left])
            table.row([
                say("环节", "環節", "leg"), say("方", "方", "side"), say("类别", "類別", "class"),
                say("笔数", "筆數", "items"), say("金额", "金額", "amount"), "",
            ])
            for group in status.open {
                table.row([
                    group.leg, group.side.words[language], group.entryClass.words[language],
                    "\(group.count)", group.amount.decimal, group.amount.currency.description,
                ])
            }
            lines += [""] + table.lines()
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
