import Engine
import Ledger
import Matching
import Records
import Reports
import Resolution

/// A trace as people read it: a line per event.
struct TraceText {
    private let trace: BookTrace
    private let zone: ZoneRules
    private let language: Language

    init(_ trace: BookTrace, _ zone: ZoneRules, _ language: Language) {
        self.trace = trace
        self.zone = zone
        self.language = language
    }

    var text: String {
        if trace.isEmpty {
            return trace.reference + ": "
                + say("账簿里没有", "帳簿裡沒有", "is not in the book") + "\n"
        }
        var lines = trace.events.map { event in
            TraceText.clock(event.at, zone) + "  " + words(event.what)
        }
        if trace.isCut {
            lines.append(
                "… "
                    + say(
                        "相关流水过多，只列出一部分", "相關明細過多，只列出一部分",
                        "more entries belong to it than are shown"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// "2026-06-01 12:00:00"
    static func clock(_ instant: Instant, _ zone: ZoneRules) -> String {
        String(instant.rfc3339(in: zone).prefix(19)).replacing("T", with: " ")
    }

    private func words(_ what: TraceEvent.What) -> String {
        switch what {
        case .entry(let place): return entry(trace.entries[place])
        case .superseded(let place): return superseded(trace.entries[place])
        case .match(let place): return match(trace.matches[place])
        case .breakVersion(let place): return version(trace.breaks[place])
        case .proposed(let place): return proposed(trace.decisions[place].stored)
        case .stepped(let place, let step):
            let decision = trace.decisions[place]
            return say("决定 ", "決定 ", "Decision ") + "\(decision.stored.number) "
                + decision.steps[step].step.name.words[language] + actor(decision.steps[step].step)
        case .posting(let place): return posting(trace.postings[place])
        }
    }

    private func entry(_ entry: TracedEntry) -> String {
        var parts = [entry.kind.words[language]]
        if let gross = entry.gross { parts[0] += " \(gross)" }
        if let fee = entry.fee, !fee.isZero {
            parts[0] += " (" + say("手续费 ", "手續費 ", "fee ") + "\(fee))"
        }
        parts[0] += " " + entry.status.words[language]
        parts.append(entry.references.map(\.text).joined(separator: " / "))
        parts.append(
            entry.source + " · \(entry.file) "
                + say("第 \(entry.line) 行", "第 \(entry.line) 列", "line \(entry.line)"))
        var text = parts.filter { !$0.isEmpty }.joined(separator: " · ") + " [\(entry.id)]"
        if entry.standing == .repeated {
            text += " – " + say("重复行，不计", "重複列，不計", "a repetition, not counted")
        }
        return text
    }

    private func superseded(_ entry: TracedEntry) -> String {
        switch entry.standing {
        case .superseded(let new, let number):
            "[\(entry.id)] " + say("被取代：", "被取代：", "superseded by ") + "[\(new)] ("
                + say("导入 ", "匯入 ", "import ") + "\(number))"
        case .withdrawn(let number):
            "[\(entry.id)] "
                + say("被更正的文件撤回", "被更正的檔案撤回", "withdrawn by a corrected file") + " ("
                + say("导入 ", "匯入 ", "import ") + "\(number))"
        default: ""
        }
    }

    private func match(_ match: TracedMatch) -> String {
        var text =
            match.entryClass.words[language] + " [\(match.left)] ↔ [\(match.right)] · "
            + say("对账 ", "對帳 ", "run ") + "\(match.run) · \(match.leg) · \(match.pass)"
        if let cause = match.voidedBy {
            text += " – " + say("已不成立：", "已不成立：", "holds no more: ") + cause
        }
        return text
    }

    private func version(_ version: BookBreak) -> String {
        let state =
            switch version.state {
            case .open: say("差错", "差錯", "Break")
            case .reopened: say("差错重开", "差錯重開", "Break reopened")
            case .expected: say("在途", "在途", "Expected")
            case .resolved: say("差错解决", "差錯解決", "Break resolved")
            }
        var text =
            state + " \(version.id.hex.prefix(12)) · \(version.leg) · "
            + version.entryClass.words[language] + " \(version.amount)"
        if let cause = version.cause { text += " – " + cause.text }
        return text
    }

    private func proposed(_ stored: StoredDecision) -> String {
        say("决定 ", "決定 ", "Decision ") + "\(stored.number): "
            + stored.decision.kind.name.words[language] + " · \(stored.decision.maker) · "
            + (stored.decision.reason.split(separator: "\n").first.map(String.init) ?? "")
    }

    private func actor(_ step: DecisionStep) -> String {
        switch step {
        case .approve(let name), .withdraw(let name): " · \(name)"
        case .reject(let name, let reason): " · \(name) · \(reason)"
        case .undo(let number): " (\(number))"
        case .apply: ""
        }
    }

    private func posting(_ posting: TracedPosting) -> String {
        let entry = posting.fact.entry
        let lines = entry.postings.map { "\($0.account) \($0.amount)" }.joined(separator: ", ")
        var text =
            say("分录 ", "分錄 ", "Posting ") + "\(posting.fact.number) \(entry.identifier): "
            + lines
        if posting.isSum {
            text +=
                " – "
                + say("当日合计，含此笔", "當日合計，含此筆", "the sums of the day, this among them")
        }
        return text
    }
}
