import Engine
import Records
import Reports
import Resolution

/// What came of a spreadsheet that was handed back.
enum SheetText {
    static func text(
        _ result: BreakSheetImport.Result, _ file: String, _ language: Language
    ) -> String {
        var lines = result.faults.map { line($0, file) }
        if result.isApplied {
            lines.append(
                "\(result.changed) " + say("行已办理", "列已辦理", "rows done") + " · "
                    + "\(result.notes) " + say("条批注与标记", "條批註與標記", "notes") + " · "
                    + "\(result.unchanged) " + say("行未填", "列未填", "rows left as they were"))
            lines += result.decisions.map { DecisionText.line($0, language) }
        } else {
            lines.append(
                say("没有办理任何一行。", "沒有辦理任何一列。", "Nothing was done."))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// where · found · expected
    private static func line(_ fault: SheetFault, _ file: String) -> String {
        var place = file
        if fault.line > 0 { place += ":\(fault.line)" }
        if let column = fault.column { place += " " + column.rawValue }
        var text = place + ": " + words(fault.reason)
        if !fault.found.isEmpty { text += " · “\(fault.found)”" }
        if !fault.expected.isEmpty {
            text += " · " + say("应为", "應為", "expected") + " " + fault.expected
        }
        return text
    }

    private static func words(_ reason: SheetFault.Reason) -> String {
        switch reason {
        case .file:
            say("不是 breaks --xlsx 的表格", "不是 breaks --xlsx 的試算表", "is no sheet of breaks --xlsx")
        case .tooMany: say("太多", "太多", "too many")
        case .unknownBreak: say("账簿里没有这笔差错", "帳簿裡沒有這筆差錯", "no such break in the book")
        case .twice: say("前面已有一行", "前面已有一列", "stands in an earlier row")
        case .changedSince: say("写出之后有变动", "寫出之後有變動", "changed since it was written")
        case .locked: say("改了不能改的格", "改了不能改的格", "a locked cell was edited")
        case .owner: say("不是人名", "不是人名", "is no name")
        case .labels: say("标签不能这样写", "標籤不能這樣寫", "labels cannot be written so")
        case .comment: say("批注不能这样写", "批註不能這樣寫", "a comment cannot be written so")
        case .decision: say("没有这种决定", "沒有這種決定", "no such decision")
        case .reason: say("决定和理由要一起填", "決定和理由要一起填", "decision and reason belong together")
        case .amount: say("不是金额", "不是金額", "is no amount")
        case .refused(let refusal): refusal.message(CommandLanguage.current)
        case .life(let refusal): refusal.message(CommandLanguage.current)
        }
    }

    static func json(_ result: BreakSheetImport.Result) -> JSONValue {
        .fields([
            "applied": .bool(result.isApplied), "changed": .integer(result.changed),
            "unchanged": .integer(result.unchanged), "notes": .integer(result.notes),
            "decisions": .array(result.decisions.map(DecisionText.json)),
            "faults": .array(
                result.faults.map { fault in
                    .fields([
                        "line": .integer(fault.line),
                        "column": .optional(fault.column?.rawValue),
                        "reason": .string(SheetText.word(fault.reason)),
                        "found": .string(fault.found), "expected": .string(fault.expected),
                    ])
                }),
        ])
    }

    private static func word(_ reason: SheetFault.Reason) -> String {
        switch reason {
        case .file: "file"
        case .tooMany: "too_many"
        case .unknownBreak: "unknown_break"
        case .twice: "twice"
        case .changedSince: "changed_since"
        case .locked: "locked"
        case .owner: "owner"
        case .labels: "labels"
        case .comment: "comment"
        case .decision: "decision"
        case .reason: "reason"
        case .amount: "amount"
        case .refused: "refused"
        case .life: "note"
        }
    }
}
