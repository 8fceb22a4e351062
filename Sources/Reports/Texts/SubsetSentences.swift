package import Matching
import Records

/// What subset passes found out, in words: of a confirmed match, and of a target that stays open.
struct SubsetSentences: Sendable {
    private let language: Language
    private let structures: [[SubsetStructure]]
    private let answers: [Int32: SubsetAnswer]
    private let otherAnswers: [Int32: SubsetAnswer]
    private let left: SideRows
    private let right: SideRows

    init(_ view: LegView, _ language: Language) {
        self.language = language
        structures = view.definition.passes.map { pass in
            if case .subset(let rule) = pass.method { rule.structures } else { [] }
        }
        var found: (left: [Int32: SubsetAnswer], right: [Int32: SubsetAnswer]) = ([:], [:])
        // The last pass that asked about a target knows best.
        for answer in view.outcome.subsets {
            if answer.side == .left {
                found.left[answer.target] = answer
            } else {
                found.right[answer.target] = answer
            }
        }
        answers = found.right
        otherAnswers = found.left
        left = SideRows(view.leg.inputs.left, view.outcome.left)
        right = SideRows(view.leg.inputs.right, view.outcome.right)
    }

    /// After the explanation of a break; nil where no subset pass asked about it.
    func text(of found: Break) -> String? {
        guard !(answers.isEmpty && otherAnswers.isEmpty), found.left < 0 || found.right < 0 else {
            return nil
        }
        let answer = found.left >= 0 ? otherAnswers[found.left] : answers[found.right]
        guard let answer, answer.candidates > 0 else { return nil }
        switch answer.verdict {
        case .none, .unique: return none(answer)
        case .several: return several(answer)
        case .chance: return chance(answer)
        case .contested: return contested(answer)
        case .budget: return budget(answer)
        }
    }

    /// Of a match that a subset pass confirmed.
    func text(ofMatch left: Int32, _ right: Int32) -> String? {
        let own = answers[right].flatMap { $0.verdict == .unique ? $0 : nil }
        guard let answer = own ?? otherAnswers[left], answer.verdict == .unique else { return nil }
        return Words(
            "{count} 笔合计；在 {candidates} 笔候选中按“{structure}”唯一",
            "{count} 筆合計；在 {candidates} 筆候選中按「{structure}」唯一",
            "the sum of {count}, the only one among {candidates} candidates under “{structure}”"
        ).filled(
            language,
            [
                "count": "\(answer.solutions[0].count)", "candidates": "\(answer.candidates)",
                "structure": structure(answer),
            ])
    }

    private func none(_ answer: SubsetAnswer) -> String {
        Words(
            "{candidates} 笔候选中没有合计相符的组合。", "{candidates} 筆候選中沒有合計相符的組合。",
            "No set of {candidates} candidates sums to it."
        ).filled(language, ["candidates": "\(answer.candidates)"])
    }

    private func several(_ answer: SubsetAnswer) -> String {
        var text = Words(
            "{candidates} 笔候选中按“{structure}”有 {count} 种组合相符：{sets}。",
            "{candidates} 筆候選中按「{structure}」有 {count} 種組合相符：{sets}。",
            "Among {candidates} candidates {count} sets fit under “{structure}”: {sets}."
        ).filled(
            language,
            [
                "candidates": "\(answer.candidates)", "structure": structure(answer),
                "count": (answer.isFloor ? "≥" : "") + "\(answer.count)", "sets": sets(answer),
            ])
        if answer.isInterchangeable {
            text += Punctuation.sentenceGap[language]
            text +=
                Words(
                    "金额的组合只有一种，但金额相同的流水可以互换。", "金額的組合只有一種，但金額相同的明細可以互換。",
                    "The amounts are certain, but equal entries could stand for each other.")[
                    language]
        } else if !answer.apart.isEmpty {
            text += Punctuation.sentenceGap[language]
            text += Words("能区分它们的是：{list}。", "能區分它們的是：{list}。", "What tells them apart: {list}.")
                .filled(
                    language,
                    ["list": Punctuation.list(answer.apart.map { $0.words[language] }, language)])
        }
        return text
    }

    private func chance(_ answer: SubsetAnswer) -> String {
        Words(
            "唯一的组合是{sets}（按“{structure}”），而偶然相符预计有 {chance} 种。",
            "唯一的組合是{sets}（按「{structure}」），而偶然相符預計有 {chance} 種。",
            "The only set is {sets} (under “{structure}”); {chance} were to be expected by "
                + "accident."
        ).filled(
            language,
            [
                "sets": sets(answer), "structure": structure(answer),
                "chance": Money.decimal(units: Int128(answer.chanceMillionths), scale: 6),
            ])
    }

    private func contested(_ answer: SubsetAnswer) -> String {
        Words(
            "唯一的组合是{sets}，但其中有流水也属于另一笔款项的唯一组合。",
            "唯一的組合是{sets}，但其中有明細也屬於另一筆款項的唯一組合。",
            "Its only set is {sets}, but another amount's only set has an entry of it too."
        ).filled(language, ["sets": sets(answer)])
    }

    private func budget(_ answer: SubsetAnswer) -> String {
        Words(
            "共有 {candidates} 笔候选，计算量用尽时考察了 {considered} 种金额。",
            "共有 {candidates} 筆候選，計算量用盡時考察了 {considered} 種金額。",
            "There are {candidates} candidates; {considered} of their amounts were looked at "
                + "when the budget ended."
        ).filled(
            language,
            ["candidates": "\(answer.candidates)", "considered": "\(answer.considered)"])
    }

    private func structure(_ answer: SubsetAnswer) -> String {
        guard answer.structure >= 0 else { return "—" }
        return structures[Int(answer.pass)][answer.structure].text(language)
    }

    /// "3 (A … C), 5 (D … H)".
    private func sets(_ answer: SubsetAnswer) -> String {
        let side = answer.side == .left ? right : left
        let names = answer.solutions.map { members in
            let ends = [members.first, members.count > 1 ? members.last : nil].compactMap { $0 }
                .compactMap { name($0, in: side) }
            return "\(members.count)"
                + Punctuation.bracketed(ends.joined(separator: " … "), language)
        }
        return Punctuation.list(names, language)
    }

    private func name(_ entry: Int32, in side: SideRows) -> String? {
        guard let place = side[entry] else { return nil }
        let reference = place.ownReference
        return reference.isEmpty ? nil : place.box.table.utf8Text(reference)
    }
}

extension SubsetStructure {
    /// "渠道、日", "one to three batches".
    package func text(_ language: Language) -> String {
        var words = attributes.map { $0.words[language] }
        if shape != .whole || words.isEmpty { words.append(shape.words[language]) }
        return words.joined(separator: " + ")
    }
}

extension SubsetStructure.Attribute {
    var words: Words {
        switch self {
        case .batch: Words("结算批次", "結算批次", "batch")
        case .day: Words("日", "日", "day")
        case .channel: Words("渠道", "通路", "channel")
        case .shop: Words("店铺", "商店", "shop")
        case .product: Words("产品", "產品", "product")
        case .feeRate: Words("费率", "費率", "fee rate")
        }
    }
}

extension SubsetStructure.Shape {
    var words: Words {
        switch self {
        case .whole: Words("全部", "全部", "everything")
        case .batches: Words("一至三个批次", "一至三個批次", "one to three batches")
        case .days: Words("连续的日", "連續的日", "consecutive days")
        case .run: Words("时间连续", "時間連續", "consecutive in time")
        case .any: Words("任意组合", "任意組合", "any set")
        }
    }
}
