import Engine
import Ledger
import Records
import Reports
import Resolution

/// A decision, or what one would do, as a value.
struct DecisionModel {
    let language: Language
    let zone: ZoneRules

    private func say(_ simplified: String, _ traditional: String, _ english: String) -> String {
        Words(simplified, traditional, english)[language]
    }

    func row(_ stored: StoredDecision) -> JSONValue {
        let decision = stored.decision
        let state = stored.course.state
        return .fields([
            "number": .integer(stored.number),
            "kind": .string(decision.kind.name.words[language]),
            "detail": .optional(DecisionModel.detail(decision.kind)),
            "state": .string(state.words[language]),
            "tone": .string(DecisionModel.tone(state)),
            "waiting": .bool(stored.course.isWaiting), "applied": .bool(state == .applied),
            "undoable": .bool(state == .applied && DecisionModel.isUndoable(decision.kind)),
            "maker": .string("\(decision.maker)"),
            "checker": .optional(stored.course.checker?.description),
            "rejection": .optional(stored.course.rejection),
            "undone_by": stored.course.undoneBy.map { .integer($0) } ?? .null,
            "reason": .string(decision.reason), "at": .string(Show.moment(decision.at, zone)),
            "amounts": .string(sums(stored.amounts)),
            "count": .integer(decision.breaks.count),
            "several": .bool(decision.breaks.count > DecisionModel.shownBreaks),
            "breaks": .list(decision.breaks.prefix(DecisionModel.shownBreaks)) {
                .fields(["id": .string($0.hex), "short": .string(String($0.hex.prefix(8)))])
            },
        ])
    }

    /// Breaks of a decision that are named one by one.
    private static let shownBreaks = 5

    private static func isUndoable(_ kind: DecisionKind) -> Bool {
        switch kind {
        case .undo, .close: false
        default: true
        }
    }

    private static func detail(_ kind: DecisionKind) -> String? {
        let parts = kind.text.split(separator: " ", maxSplits: 1)
        return parts.count > 1 ? String(parts[1]) : nil
    }

    static func tone(_ state: DecisionState) -> String {
        switch state {
        case .proposed, .approved: "warn"
        case .applied: "good"
        case .rejected, .withdrawn, .undone: "grey"
        }
    }

    func sums(_ amounts: [Money]) -> String {
        var sums: [Currency: Money] = [:]
        for amount in amounts where !amount.isZero {
            sums[amount.currency] = sums[amount.currency].map { $0 + amount } ?? amount
        }
        return sums.sorted { $0.key < $1.key }.map { Show.amount($0.value) }
            .joined(separator: " · ")
    }

    func approval(_ approval: Approval) -> JSONValue {
        let sentence: String =
            switch approval {
            case .makerAlone:
                say(
                    "一人即可，立即生效。", "一人即可，立即生效。",
                    "One person may decide this; it takes effect at once.")
            case .always:
                say("这类决定总是需要另一人复核。", "這類決定總是需要另一人複核。", "This always needs a second person.")
            case .above(let limit, let amount):
                say("金额 ", "金額 ", "The amount of ") + Show.amount(amount)
                    + say(" 超过单人限额 ", " 超過單人限額 ", " is above one person's limit of ")
                    + Show.amount(limit)
                    + say("，需要另一人复核。", "，需要另一人複核。", ": a second person must approve it.")
            case .noLimit(let currency):
                say("没有为 ", "沒有為 ", "Nobody set a limit for ") + "\(currency)"
                    + say(" 设定限额，需要另一人复核。", " 設定限額，需要另一人複核。", ": a second person must approve it.")
            }
        return .fields([
            "sentence": .string(sentence), "alone": .bool(approval == .makerAlone),
        ])
    }

    /// What it does, line by line.
    func effect(_ effect: DecisionEffect, on day: Day) throws -> JSONValue {
        var lines: [String] = []
        func line(_ count: Int, _ text: String) {
            if count > 0 { lines.append(Show.count(count) + " " + text) }
        }
        line(
            effect.leaving.count,
            say("条流水不再未结", "條明細不再未結", "entries leave the open items"))
        line(effect.returning.count, say("条流水重新未结", "條明細重新未結", "entries are open again"))
        line(
            effect.instructions.count,
            say("条指令（退款或补发）", "條指令（退款或補發）", "instructions (refund or delivery)"))
        line(effect.cancelled.count, say("条指令取消", "條指令取消", "instructions are cancelled"))
        line(
            effect.rules.count,
            say("条规则今后照此处理", "條規則今後照此處理", "rules that later runs honour"))
        line(effect.reversed.count, say("项分录冲回", "項分錄沖回", "decisions' postings are reversed"))
        let journal = try effect.journal(decision: 0, on: day)
        return .fields([
            "lines": .list(lines) { .fields(["text": .string($0)]) },
            "amounts": .string(sums(effect.amounts)),
            "postings": .list(journal.flatMap(\.postings)) { posting in
                .fields([
                    "account": .string("\(posting.account)"),
                    "debit": .string(
                        posting.amount.units > 0 ? Show.amount(posting.amount) : ""),
                    "credit": .string(
                        posting.amount.units < 0 ? Show.amount(-posting.amount) : ""),
                ])
            },
        ])
    }
}
