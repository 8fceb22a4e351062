import Matching
import Records

/// Why a scored pass took a pair, in words: how likely it is, what each field weighs, who comes
/// next.
struct ScoreSentences: Sendable {
    private let language: Language
    private let answers: [ScoredAnswer]
    private let left: SideRows

    init(_ view: LegView, _ language: Language) {
        self.language = language
        answers = view.outcome.scores
        left = SideRows(view.leg.inputs.left, view.outcome.left)
    }

    var isEmpty: Bool { answers.isEmpty }

    /// By left, which is in one pair at most.
    func answer(ofLeft index: Int32) -> ScoredAnswer? {
        var (low, high) = (0, answers.count)
        while low < high {
            let middle = (low + high) / 2
            if answers[middle].left < index { low = middle + 1 } else { high = middle }
        }
        return low < answers.count && answers[low].left == index ? answers[low] : nil
    }

    /// "0.9987", rounded down: nothing is certain.
    static func score(_ answer: ScoredAnswer) -> String {
        Money.decimal(units: Int128(answer.probabilityMillionths / 100), scale: 4)
    }

    func text(ofLeft index: Int32) -> String? {
        guard index >= 0, let answer = answer(ofLeft: index) else { return nil }
        var text = Words(
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
        if answer.runnerUp >= 0, let next = left[answer.runnerUp] {
            text += Words(
                "；其次 {next}，相差 {margin} 比特", "；其次 {next}，相差 {margin} 位元",
                "; next is {next}, {margin} bits behind"
            ).filled(
                language,
                [
                    "next": next.box.table.utf8Text(next.ownReference),
                    "margin": bits(answer.margin),
                ])
        }
        return text
    }

    /// "+7.3".
    private func bits(_ units: Int32) -> String {
        let tenths = Int128(units) * 10 / Int128(ScoredAnswer.unitsOfBit)
        return (tenths > 0 ? "+" : "") + Money.decimal(units: tenths, scale: 1)
    }
}
