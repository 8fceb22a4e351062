import Ledger
import Matching
import Records
package import Resolution

extension DecisionRefusal {
    /// What was found, and what was expected, in a person's words.
    package func message(_ language: Language) -> String {
        switch self {
        case .reason(let fault):
            Words("理由：", "理由：", "reason: ")[language] + fault.message(language)
        case .rule(let fault):
            Words("规则名：", "規則名：", "rule name: ")[language] + fault.message(language)
        case .evidence(let bytes, let limit):
            "\(bytes) · " + DecisionRefusal.limit[language] + " \(limit)"
        case .noSubject:
            Words("没有指明差错或流水", "沒有指明差錯或明細", "names no break, or too few entries")[language]
        case .subjects(let found, let limit):
            "\(found) · " + DecisionRefusal.limit[language] + " \(limit)"
        case .partOfSeveral(let count):
            Words("部分金额只能对应一笔差错", "部分金額只能對應一筆差錯", "a part can be decided of one break only")[
                language] + " · \(count)"
        case .zero: Words("金额须大于零", "金額須大於零", "the amount must be above zero")[language]
        case .samePerson, .checkerNeeded, .notMaker, .state, .changedSince:
            personMessage(language)
        case .unknownDecision, .notUndoable, .executed, .restsOnIt, .ledger:
            undoMessage(language)
        default: breakMessage(language)
        }
    }

    private static let limit = Words("上限", "上限", "limit")

    private func personMessage(_ language: Language) -> String {
        switch self {
        case .samePerson(let name):
            "\(name): "
                + Words("经办人不能复核自己", "經辦人不能複核自己", "the maker cannot be the checker")[language]
        case .checkerNeeded:
            Words("需要第二人复核", "需要第二人複核", "a second person must approve")[language]
        case .notMaker(let name):
            "\(name): "
                + Words("只有经办人可以撤回", "只有經辦人可以撤回", "only its maker may withdraw it")[language]
        case .state(let state, let step):
            state.words[language] + " · "
                + Words("不能再", "不能再", "cannot now ")[language] + step.words[language]
        default:
            Words(
                "差错在提出之后已改变，请重新查看", "差錯在提出之後已改變，請重新查看",
                "the break has changed since it was proposed: look again")[language]
        }
    }

    private func breakMessage(_ language: Language) -> String {
        switch self {
        case .unknownBreak(let id):
            id.hex.prefix(12)
                + Words("：没有这笔差错", "：沒有這筆差錯", ": there is no such break")[language]
        case .resolved(let id):
            id.hex.prefix(12) + Words("：已经解决", "：已經解決", ": is resolved")[language]
        case .notAllowed(let kind, let id, let situation):
            id.hex.prefix(12) + Words("：", "：", ": ")[language] + situation.words[language]
                + " · "
                + Words("不适用", "不適用", "does not go with")[language] + " " + kind.words[language]
        case .currency(let found, let expected): "\(found) · " + expects(language) + " \(expected)"
        case .tooMuch(let found, let left), .wholeOnly(let found, let left):
            "\(found) · " + Words("剩余", "剩餘", "left")[language] + " \(left)"
        case .partlySettled(let id):
            id.hex.prefix(12)
                + Words("：已部分处理，须先撤销", "：已部分處理，須先撤銷", ": a part was settled; take that back first")[
                    language]
        case .past(let day, let today): "\(day) · " + expects(language) + " > \(today)"
        case .oneSided:
            Words("两方都要有流水", "兩方都要有明細", "entries of both sides are needed")[language]
        case .unknownEntry(let entry):
            "\(entry)" + Words("：没有这笔未结流水", "：沒有這筆未結明細", ": no such open entry")[language]
        case .severalLegs(let one, let other): "\(one) · \(other)"
        case .openedBefore(let account, let number):
            "\(account)"
                + Words("：已有期初，决定 ", "：已有期初，決定 ", ": was opened by decision ")[language]
                + "\(number)"
        case .openingDiffers(let account, let found, let file, let stated):
            "\(account) · \(found) · " + expects(language) + " \(stated) (\(file))"
        case .begun(let through):
            Words("账簿首日已封账至 ", "帳簿首日已封帳至 ", "the book's first day is closed, through ")[language]
                + "\(through)"
        case .amounts(let found, let expected): "\(found) · " + expects(language) + " \(expected)"
        default:
            Words(
                "没有订单号或渠道单号", "沒有訂單號或通路單號", "neither order number nor channel's number")[language]
        }
    }

    private func undoMessage(_ language: Language) -> String {
        switch self {
        case .unknownDecision(let number):
            "\(number)" + Words("：没有这项决定", "：沒有這項決定", ": no such decision")[language]
        case .notUndoable(let number, let state): "\(number) · " + state.words[language]
        case .executed(let key):
            "\(key)" + Words("：指令已执行", "：指令已執行", ": was carried out")[language]
        case .restsOnIt(let number, let other):
            "\(number) ← \(other)"
        case .ledger(let refusal):
            Words("分录：", "分錄：", "ledger: ")[language] + "\(refusal)"
        default: ""
        }
    }

    private func expects(_ language: Language) -> String {
        Words("应为", "應為", "expected")[language]
    }
}

extension PlainText.Fault {
    package func message(_ language: Language) -> String {
        switch self {
        case .empty: Words("不能为空", "不能為空", "must not be empty")[language]
        case .tooLong(let bytes, let limit):
            "\(bytes) · " + Words("上限", "上限", "limit")[language] + " \(limit)"
        case .character(let scalar):
            "U+" + String(scalar, radix: 16, uppercase: true)
        }
    }
}
