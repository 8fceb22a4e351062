import Records
package import Resolution

extension CloseRefusal {
    /// What stands against closing, in a person's words.
    package func message(_ language: Language) -> String {
        switch self {
        case .notOver(let day, let today):
            "\(day)" + Words("：还没有过完", "：還沒有過完", ": is not over")[language] + " (\(today))"
        case .closedBefore(let day, let through):
            "\(day)" + Words("：已封账至", "：已封帳至", ": closed through")[language] + " \(through)"
        case .notRun(let day, let through):
            "\(day)" + Words("：对账只到", "：對帳只到", ": runs have come as far as")[language]
                + " \(through.map { "\($0)" } ?? "–")"
        case .incomplete(let run):
            Words("对账不完整：", "對帳不完整：", "incomplete: run ")[language] + "\(run)"
        case .missing(let source, let from, let through):
            source + Words("：缺账单 ", "：缺帳單 ", ": no statement for ")[language]
                + (from == through ? "\(from)" : "\(from) – \(through)")
        case .unsourced(let count):
            "\(count) "
                + Words("笔订单的渠道没有账单", "筆訂單的通路沒有帳單", "orders of a channel without a bill")[
                    language]
        case .returned(let count):
            "\(count) "
                + Words(
                    "条退回的流水还没有再对", "條退回的明細還沒有再對", "entries that were given back wait for a run")[
                    language]
        case .notTaken(let count):
            "\(count) "
                + Words("份账单还没有对过", "份帳單還沒有對過", "statements wait for a run")[language]
        case .unexplained(let count, let first):
            "\(count) "
                + Words("笔差错未处理，如", "筆差錯未處理，如", "breaks are not explained, such as")[language]
                + " \(first.hex.prefix(12))"
        case .notCarried(let id):
            id.hex.prefix(12)
                + Words("：不是本期的差错", "：不是本期的差錯", ": is no open break of the period")[language]
        case .waiting(let numbers):
            Words("待复核的决定：", "待複核的決定：", "decisions wait for approval: ")[language]
                + numbers.map(String.init).joined(separator: ", ")
        case .books(let faults):
            "\(faults) " + Words("处账目不平", "處帳目不平", "faults in the books")[language]
        case .clearing(let channel, let residual):
            "\(channel)" + Words("：待清算余额差", "：待清算餘額差", ": clearing is off by")[language]
                + " \(residual)"
        }
    }
}

extension BreakRefusal {
    package func message(_ language: Language) -> String {
        switch self {
        case .text(let fault): fault.message(language)
        case .tooMany(let limit):
            Words("过多，上限", "過多，上限", "too many, limit")[language] + " \(limit)"
        case .part: Words("金额不符", "金額不符", "no part of what is left")[language]
        case .resolved: Words("已经解决", "已經解決", "is resolved")[language]
        case .notFoundYet(let cause), .notResolvedBy(let cause): cause.name
        case .runOrder(let found, let after): "\(found) ≤ \(after)"
        }
    }
}
