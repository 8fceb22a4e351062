import Engine
import Ledger
import Matching
import Records
import Reports
import Resolution

/// A trace as its page shows it: a card per entry, and a line per event with its place in the log.
struct TraceModel {
    private let trace: BookTrace
    private let places: [ProofSubject.Fact: Int]
    private let reading: Pages.Reading

    init(_ trace: BookTrace, places: [ProofSubject.Fact: Int], _ reading: Pages.Reading) {
        self.trace = trace
        self.places = places
        self.reading = reading
    }

    /// Cards above the timeline: an order, its callback, bill row, fund rows, refund; more are read
    /// below.
    private static let cardLimit = 12

    var value: JSONValue {
        let standing = trace.entries.filter { $0.standing == .counts }
            .sorted { ($0.time, $0.id) < ($1.time, $1.id) }
        return .fields([
            "found": .bool(true),
            "reveal": standing.isEmpty
                ? .null
                : RevealPage.fields(
                    standing.map(\.id), back: TracePage.address(trace.reference)),
            "cut": .bool(trace.isCut),
            "counts": .string(counts),
            "cards": .list(standing.prefix(TraceModel.cardLimit)) { card($0) },
            "events": .list(trace.events) { event in
                .merged(
                    .fields(["at": .string(Show.moment(event.at, reading.zone))]),
                    fields(event.what))
            },
            "proof": trace.entries.isEmpty
                ? .null : .string("/trace/proof?ref=" + FormFields.encode(trace.reference)),
            "key": .string("\(reading.book.settings.logKey)"),
        ])
    }

    private var counts: String {
        let parts = [
            (trace.entries.count, reading.say("条流水", "條明細", "entries")),
            (trace.matches.count, reading.say("次匹配", "次配對", "matches")),
            (Set(trace.breaks.map(\.id)).count, reading.say("笔差错", "筆差異", "breaks")),
            (trace.decisions.count, reading.say("个决定", "個決定", "decisions")),
            (trace.postings.count, reading.say("笔分录", "筆分錄", "postings")),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
    }

    private func card(_ entry: TracedEntry) -> JSONValue {
        let holding = trace.matches.filter {
            $0.voidedBy == nil && ($0.left == entry.id || $0.right == entry.id)
        }
        let own = trace.breaks.contains { version in
            version.isOpen && (version.left == entry.id || version.right == entry.id)
        }
        let isMatched = holding.contains { $0.entryClass == .matched }
        return .fields([
            "source": .string(Show.leg(entry.source, reading.language)),
            "kind": .string(entry.kind.words[reading.language]),
            "amount": .optional(entry.gross.map(Show.amount)),
            "fee": .optional(entry.fee.flatMap { $0.isZero ? nil : Show.amount($0) }),
            "status": .string(entry.status.words[reading.language]),
            "at": .string(Show.moment(entry.time, reading.zone)),
            "tone": .string(isMatched ? "good" : own || !holding.isEmpty ? "bad" : "grey"),
        ])
    }

    private func fields(_ what: TraceEvent.What) -> JSONValue {
        switch what {
        case .entry(let place): entry(trace.entries[place])
        case .superseded(let place): superseded(trace.entries[place])
        case .match(let place): match(trace.matches[place])
        case .breakVersion(let place): version(trace.breaks[place])
        case .proposed(let place): proposed(trace.decisions[place].stored)
        case .stepped(let place, let step): stepped(trace.decisions[place], step)
        case .posting(let place): posting(trace.postings[place])
        }
    }

    /// `fact`: what of the log says it.
    private func line(
        _ kind: String, tone: String, _ title: String, _ detail: String, href: String?,
        fact: ProofSubject.Fact
    ) -> JSONValue {
        .fields([
            "kind": .string(kind), "tone": .string(tone), "title": .string(title),
            "detail": .string(detail), "href": .optional(href),
            "leaf": places[fact].map { .string("\($0)") } ?? .null,
        ])
    }

    private func entry(_ entry: TracedEntry) -> JSONValue {
        var title = entry.kind.words[reading.language]
        if let gross = entry.gross { title += " " + Show.amount(gross) }
        if let fee = entry.fee, !fee.isZero {
            title += reading.say("，手续费 ", "，手續費 ", ", fee ") + Show.amount(fee)
        }
        title += " · " + entry.status.words[reading.language]
        var detail = [
            entry.references.map(\.text).joined(separator: " / "),
            Mask.fileName(entry.file)
                + reading.say(" 第 \(entry.line) 行", " 第 \(entry.line) 列", " line \(entry.line)"),
        ]
        if entry.standing == .repeated {
            detail.append(reading.say("重复行，不计", "重複列，不計", "a repetition, not counted"))
        }
        return line(
            Show.leg(entry.source, reading.language), tone: "grey", title,
            detail.filter { !$0.isEmpty }.joined(separator: " · "), href: nil,
            fact: .init("statement", entry.id.segment))
    }

    private func superseded(_ entry: TracedEntry) -> JSONValue {
        let title =
            switch entry.standing {
            case .superseded(_, let number):
                reading.say("被导入 ", "被匯入 ", "Superseded by import ") + "\(number)"
                    + reading.say(" 取代", " 取代", "")
            case .withdrawn(let number):
                reading.say("被导入 ", "被匯入 ", "Withdrawn by import ") + "\(number)"
                    + reading.say(" 撤回", " 撤回", "")
            case .counts, .repeated: ""
            }
        return line(
            Show.leg(entry.source, reading.language), tone: "warn", title, "\(entry.id)",
            href: nil, fact: .init("statement", entry.id.segment))
    }

    private func match(_ match: TracedMatch) -> JSONValue {
        var detail = [Show.leg(match.leg, reading.language), match.pass]
        if let cause = match.voidedBy {
            detail.append(reading.say("已不成立：", "已不成立：", "holds no more: ") + cause)
        }
        return line(
            reading.say("对账 ", "對帳 ", "Run ") + "\(match.run)",
            tone: match.voidedBy == nil && match.entryClass == .matched ? "good" : "warn",
            match.entryClass.words[reading.language],
            detail.filter { !$0.isEmpty }.joined(separator: " · "), href: "/runs/\(match.run)",
            fact: .init("run", match.run))
    }

    private func version(_ version: BookBreak) -> JSONValue {
        line(
            reading.say("差错", "差異", "Break"), tone: Show.tone(version.state),
            version.entryClass.words[reading.language] + " " + Show.amount(version.amount) + " · "
                + Show.words(version.state)[reading.language],
            [Show.leg(version.leg, reading.language), version.cause?.text ?? ""]
                .filter { !$0.isEmpty }.joined(separator: " · "),
            href: "/breaks/\(version.id.hex)", fact: .init("run", version.run))
    }

    private func proposed(_ stored: StoredDecision) -> JSONValue {
        line(
            reading.say("决定 ", "決定 ", "Decision ") + "\(stored.number)", tone: "warn",
            stored.decision.kind.name.words[reading.language] + " · \(stored.decision.maker)",
            stored.decision.reason, href: "/approvals#decision-\(stored.number)",
            fact: .init("decision", stored.number))
    }

    private func stepped(_ decision: TracedDecision, _ place: Int) -> JSONValue {
        let step = decision.steps[place].step
        let number = decision.stored.number
        var title = step.name.words[reading.language]
        var detail = ""
        switch step {
        case .approve(let name), .withdraw(let name): title += " · \(name)"
        case .reject(let name, let reason):
            title += " · \(name)"
            detail = reason
        case .undo(let other): title += " (\(other))"
        case .apply: break
        }
        return line(
            reading.say("决定 ", "決定 ", "Decision ") + "\(number)", tone: "grey", title, detail,
            href: "/approvals#decision-\(number)", fact: .init("decision", number))
    }

    private func posting(_ posting: TracedPosting) -> JSONValue {
        let entry = posting.fact.entry
        var detail = entry.postings.map { "\($0.account) \(Show.amount($0.amount))" }
        if posting.isSum {
            detail.append(
                reading.say("当日合计，含此笔", "當日合計，含此筆", "the sums of the day, this among them"))
        }
        return line(
            reading.say("分录 ", "分錄 ", "Posting ") + "\(posting.fact.number)", tone: "grey",
            "\(entry.identifier)", detail.joined(separator: " · "), href: "/ledger",
            fact: .init("posting", posting.fact.number))
    }
}
