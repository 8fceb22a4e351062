import Engine
import Records
import Reports

extension BookText {
    /// A page; `--json` has all of them.
    private static let changesShown = 200

    static func text(_ impact: BookImpact, _ language: Language) -> String {
        var figures = TextTable([.left, .right, .right, .right, .left])
        figures.row([
            "", say("匹配", "配對", "matches"), say("差错", "差錯", "breaks"),
            say("在途", "在途", "expected"), say("结论", "結論", "verdict"),
        ])
        for (name, side) in [
            (say("现行", "現行", "present"), impact.before), (say("新", "新", "new"), impact.after),
        ] {
            figures.row([
                name, "\(side.matches)", "\(side.breaks)", "\(side.expected)",
                side.verdict.words[language],
            ])
        }
        var lines = figures.lines() + [""]
        if impact.changes.isEmpty {
            lines.append(say("没有任何不同。", "沒有任何不同。", "Nothing would differ."))
            return lines.joined(separator: "\n") + "\n"
        }
        var table = TextTable([.left, .left, .left, .left, .left, .right, .left])
        for change in impact.changes.prefix(changesShown) {
            var words = change.entryClass.words[language]
            if let formerly = change.formerly { words = formerly.words[language] + " → " + words }
            table.row([
                word(change.kind),
                change.isBreak ? say("差错", "差錯", "break") : say("匹配", "配對", "match"),
                change.leg, words, change.reference, change.amount.decimal,
                change.amount.currency.description,
            ])
        }
        lines += table.lines()
        if impact.changes.count > changesShown {
            lines.append("… \(impact.changes.count - changesShown) (--json)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(_ kind: BookImpact.Kind) -> String {
        switch kind {
        case .appears: say("出现", "出現", "appears")
        case .vanishes: say("消失", "消失", "vanishes")
        case .changes: say("改变", "改變", "changes")
        }
    }
}
