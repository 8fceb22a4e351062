import Matching
import Records

/// Why a scored pass took a pair, in words: how likely it is, what each field weighs, who comes
/// next.
struct ScoreSentences: Sendable {
    private let language: Language
    private let answers: [ScoredAnswer]
    private let unclearByLeft: [ScoredAnswer]
    private let unclearByRight: [ScoredAnswer]
    private let left: SideRows
    private let right: SideRows

    init(_ view: LegView, _ language: Language) {
        self.language = language
        answers = view.outcome.scores
        unclearByLeft = view.outcome.unclearByLeft
        unclearByRight = view.outcome.unclearByRight
        left = SideRows(view.leg.inputs.left, view.outcome.left)
        right = SideRows(view.leg.inputs.right, view.outcome.right)
    }

    var isEmpty: Bool { answers.isEmpty }

    /// By left, which is in one pair at most.
    func answer(ofLeft index: Int32) -> ScoredAnswer? {
        ScoreSentences.last(answers, index, { $0.left })
    }

    /// Of answers in order of a key, the last with this one: the pass that looked last.
    private static func last(
        _ answers: [ScoredAnswer], _ index: Int32, _ key: (ScoredAnswer) -> Int32
    ) -> ScoredAnswer? {
        var (low, high) = (0, answers.count)
        while low < high {
            let middle = (low + high) / 2
            if key(answers[middle]) <= index { low = middle + 1 } else { high = middle }
        }
        guard low > 0, key(answers[low - 1]) == index else { return nil }
        return answers[low - 1]
    }

    /// "0.9987", rounded down: nothing is certain.
    static func score(_ answer: ScoredAnswer) -> String { score(answer.probabilityMillionths) }

    private static func score(_ millionths: Int) -> String {
        Money.decimal(units: Int128(millionths / 100), scale: 4)
    }

    /// After the explanation of a break; nil where no scored pass has anything to say of it.
    func text(of found: Break) -> String? {
        if found.entryClass == .ambiguous { return unclear(found) }
        return found.right >= 0 ? text(ofLeft: found.left) : nil
    }

    func text(ofLeft index: Int32) -> String? {
        guard index >= 0 else { return nil }
        return answer(ofLeft: index).map { evidence($0) + margin($0) }
    }

    /// What the best choice takes for an entry of which it is not clearly the best.
    private func unclear(_ found: Break) -> String? {
        let isLeft = found.left >= 0
        let answer =
            isLeft
            ? ScoreSentences.last(unclearByLeft, found.left, { $0.left })
            : ScoreSentences.last(unclearByRight, found.right, { $0.right })
        guard let answer else { return nil }
        let partner = isLeft ? name(right: answer.right) : name(left: answer.left)
        return Words(
            "整体最优的选择是 {partner}：", "整體最佳的選擇是 {partner}：",
            "The choice that is best as a whole takes {partner}: "
        ).filled(language, ["partner": partner]) + evidence(answer) + margin(answer)
    }

    private func evidence(_ answer: ScoredAnswer) -> String {
        var text = fields(answer)
        if let first = answer.firstMillionths {
            text += Words(
                "（概率按历史校准，校准前 {first}）", "（機率按歷史校準，校準前 {first}）",
                " (the probability is corrected by history; {first} before)"
            ).filled(language, ["first": ScoreSentences.score(first)])
        }
        if answer.isNameFolded {
            text +=
                Words(
                    "（姓名按简繁体或拼音相同）", "（姓名按簡繁體或拼音相同）",
                    " (the names agree across simplified, traditional or Latin script)")[language]
        }
        guard answer.remark != 0 else { return text }
        return text
            + Words("，备注 {remark}", "，備註 {remark}", ", remark {remark}").filled(
                language, ["remark": bits(answer.remark)])
    }

    private func fields(_ answer: ScoredAnswer) -> String {
        Words(
            "概率 {score}；证据（比特）：金额 {amount}，时间 {time}，渠道 {channel}，付款方 {payer}",
            "機率 {score}；證據（位元）：金額 {amount}，時間 {time}，通路 {channel}，付款方 {payer}",
            "probability {score}; evidence in bits: amount {amount}, time {time}, "
                + "channel {channel}, payer {payer}"
        ).filled(
            language,
            [
                "score": ScoreSentences.score(answer), "amount": bits(answer.amount),
                "time": bits(answer.time), "channel": bits(answer.channel),
                "payer": bits(answer.payer),
            ])
    }

    /// How clearly the pair is the best, and who comes next.
    private func margin(_ answer: ScoredAnswer) -> String {
        let words: Words
        if answer.isMarginFloor {
            words = Words(
                "；不选它的方案至少差 {margin} 比特", "；不選它的方案至少差 {margin} 位元",
                "; every choice without it is at least {margin} bits worse")
        } else if answer.instead.left >= 0 {
            words = Words(
                "；不选它的最好方案差 {margin} 比特，由 {next} 代替",
                "；不選它的最好方案差 {margin} 位元，由 {next} 代替",
                "; the best choice without it is {margin} bits worse, with {next} in its place")
        } else if answer.instead.right >= 0 {
            words = Words(
                "；不选它的最好方案差 {margin} 比特，改配 {other}",
                "；不選它的最好方案差 {margin} 位元，改配 {other}",
                "; the best choice without it is {margin} bits worse and takes {other} instead")
        } else {
            words = Words(
                "；不选它的最好方案差 {margin} 比特，两笔都无对应",
                "；不選它的最好方案差 {margin} 位元，兩筆都無對應",
                "; the best choice without it is {margin} bits worse and leaves both alone")
        }
        let bits = Money.decimal(
            units: Int128(answer.margin) * 10 / Int128(ScoredAnswer.unitsOfBit), scale: 1)
        return words.filled(
            language,
            [
                "margin": bits, "next": name(left: answer.instead.left),
                "other": name(right: answer.instead.right),
            ])
    }

    private func name(left index: Int32) -> String {
        left[index].map { $0.box.table.utf8Text($0.ownReference) } ?? "—"
    }

    private func name(right index: Int32) -> String {
        right[index].map { $0.box.table.utf8Text($0.outsideReference) } ?? "—"
    }

    /// "+7.3".
    private func bits(_ units: Int32) -> String {
        let tenths = Int128(units) * 10 / Int128(ScoredAnswer.unitsOfBit)
        return (tenths > 0 ? "+" : "") + Money.decimal(units: tenths, scale: 1)
    }
}
