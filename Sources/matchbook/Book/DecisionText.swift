import Engine
import Records
import Reports
import Resolution

/// What the commands about decisions print.
enum DecisionText {
    static func show(_ stored: StoredDecision, json: Bool, _ language: Language) {
        if json {
            Console.output(DecisionText.json(stored).pretty())
        } else {
            Console.output(line(stored, language) + "\n")
        }
    }

    static func line(_ stored: StoredDecision, _ language: Language) -> String {
        let decision = stored.decision
        var text = say("决定 ", "決定 ", "Decision ") + "\(stored.number): "
        text += decision.kind.name.words[language] + " · "
        text += stored.course.state.words[language]
        if stored.course.isWaiting {
            text += " (matchbook approve \(stored.number))"
        }
        return text
    }

    static func json(_ stored: StoredDecision) -> JSONValue {
        let decision = stored.decision
        return .fields([
            "number": .integer(stored.number), "kind": .string(decision.kind.text),
            "state": .string(stored.course.state.rawValue),
            "breaks": .array(decision.breaks.map { .string($0.hex) }),
            "entries": .array(decision.entries.map { .string("\($0)") }),
            "amount": .optional(decision.amount?.description),
            "amounts": .array(stored.amounts.map { .string("\($0)") }),
            "reason": .string(decision.reason), "maker": .string("\(decision.maker)"),
            "checker": .optional(stored.course.checker?.description),
            "at": .integer(Int(decision.at.microseconds)),
            "undone_by": stored.course.undoneBy.map { .integer($0) } ?? .null,
        ])
    }

    static func table(_ all: [StoredDecision], _ language: Language) -> String {
        guard !all.isEmpty else {
            return say("没有这样的决定。", "沒有這樣的決定。", "No such decision.") + "\n"
        }
        var table = TextTable([.right, .left, .left, .left, .left, .right, .left])
        table.row([
            say("序号", "序號", "number"), say("种类", "種類", "kind"), say("状态", "狀態", "state"),
            say("经办", "經辦", "maker"), say("复核", "複核", "checker"), say("金额", "金額", "amount"),
            say("理由", "理由", "reason"),
        ])
        for stored in all {
            let amounts = stored.amounts.prefix(2).map(\.description).joined(separator: ", ")
            table.row([
                "\(stored.number)", stored.decision.kind.name.words[language],
                stored.course.state.words[language], "\(stored.decision.maker)",
                stored.course.checker?.description ?? "",
                amounts + (stored.amounts.count > 2 ? " …" : ""),
                stored.decision.reason.split(separator: "\n").first.map(String.init) ?? "",
            ])
        }
        return table.lines().joined(separator: "\n") + "\n"
    }
}
