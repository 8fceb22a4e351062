import Matching
import Records

/// What group passes found out, in words: of a match, and of entries whose group differs.
struct GroupSentences: Sendable {
    private let language: Language
    private let answers: [GroupAnswer]
    /// The group of an entry that stays open, by index.
    private var ofLeft: [Int32: Int] = [:]
    private var ofRight: [Int32: Int] = [:]

    init(_ view: LegView, _ language: Language) {
        self.language = language
        answers = view.outcome.groups
        // The last pass that looked at an entry knows best.
        for (place, answer) in answers.enumerated() {
            for entry in answer.left { ofLeft[entry] = place }
            for entry in answer.right { ofRight[entry] = place }
        }
    }

    /// After the explanation of a break; nil where its group does not differ.
    func text(of found: Break) -> String? {
        guard found.findings.contains(.groupDiffers) else { return nil }
        let place = found.left >= 0 ? ofLeft[found.left] : ofRight[found.right]
        guard let place else { return nil }
        let answer = answers[place]
        let words =
            answer.verdict == .otherShape
            ? Words(
                "键相同的左方 {lefts} 笔与右方 {rights} 笔合计都是 {leftSum}，但笔数不合规则。",
                "鍵相同的左方 {lefts} 筆與右方 {rights} 筆合計都是 {leftSum}，但筆數不合規則。",
                "Of its key {lefts} of the left and {rights} of the right both sum to {leftSum}, "
                    + "but the rule asks for one.")
            : Words(
                "键相同的左方 {lefts} 笔合计 {leftSum}，右方 {rights} 笔合计 {rightSum}，相差 {difference}。",
                "鍵相同的左方 {lefts} 筆合計 {leftSum}，右方 {rights} 筆合計 {rightSum}，相差 {difference}。",
                "Of its key {lefts} of the left sum to {leftSum} and {rights} of the right to "
                    + "{rightSum}: {difference} apart.")
        return words.filled(language, facts(answer))
    }

    /// Of a match that a group pass made.
    func text(ofMatch left: Int32) -> String? {
        guard let place = ofLeft[left] else { return nil }
        return Words(
            "左方 {lefts} 笔合计 {leftSum}，右方 {rights} 笔合计 {rightSum}",
            "左方 {lefts} 筆合計 {leftSum}，右方 {rights} 筆合計 {rightSum}",
            "{lefts} of the left sum to {leftSum}, {rights} of the right to {rightSum}"
        ).filled(language, facts(answers[place]))
    }

    private func facts(_ answer: GroupAnswer) -> [String: String] {
        let scale = max(answer.leftSum.scale, answer.rightSum.scale)
        let units =
            Money.raise(answer.rightSum.units, by: scale - answer.rightSum.scale)
            - Money.raise(answer.leftSum.units, by: scale - answer.leftSum.scale)
        let difference = Money(units: units, scale: scale, currency: answer.leftSum.currency)
        return [
            "lefts": "\(answer.left.count)", "rights": "\(answer.right.count)",
            "leftSum": answer.leftSum.description,
            "rightSum": answer.rightSum.description,
            "difference": difference.canonical.description,
        ]
    }
}
