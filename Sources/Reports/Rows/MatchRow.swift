package import Matching
package import Records

/// A match as `matches.csv` shows it.
package struct MatchRow: Sendable, Hashable {
    package var id: String
    package var leg: String
    package var entryClass: EntryClass
    package var pass: String
    package var rule: String
    /// Of a scored pass, "0.9987".
    package var score: String
    package var leftAmount: Money?
    package var rightAmount: Money?
    package var difference: Money?
    package var fee: Money?
    package var leftSource: String
    package var rightSource: String
    package var leftReference: String
    package var rightReference: String
    package var leftAt: String
    package var rightAt: String
    package var explanation: String

    package static let columns = [
        "match_id", "leg", "class", "pass", "rule", "score", "left_currency", "right_currency",
        "difference_currency", "left_amount", "right_amount", "difference", "fee", "left_source",
        "right_source", "left_reference", "right_reference", "left_at", "right_at", "explanation",
    ]

    package init(_ index: Int, in view: LegView, _ language: Language) {
        let matches = view.outcome.matches
        let left = view.entry(.left, matches.left[index])
        let right = view.entry(.right, matches.right[index])
        let link = view.entry(.link, matches.link[index])
        id = MatchRow.id(index, in: view).hex
        leg = view.name
        entryClass = matches.entryClass[index]
        let claimedBy = view.pass(matches.pass[index])
        pass = claimedBy?.name ?? ""
        score =
            view.outcome.scores.isEmpty
            ? ""
            : ScoreSentences(view, language).answer(ofLeft: matches.left[index])
                .map(ScoreSentences.score) ?? ""
        rule = claimedBy.map { $0.rule(version: view.report.definition.version) } ?? ""
        leftAmount = left?.gross
        rightAmount = right?.gross
        if let members = matches.members[index] {
            leftAmount = MatchRow.sum(members, .left)
            rightAmount = MatchRow.sum(members, .right)
        }
        difference = MatchRow.difference(
            leftAmount, asked: link?.asked ?? left?.asked, rightAmount)
        fee = right?.fee
        leftSource = left?.source ?? ""
        rightSource = right?.source ?? ""
        leftReference = left?.ownReference ?? ""
        rightReference = right?.outsideReference ?? ""
        leftAt = left?.occurredAt(in: view.report.zone) ?? ""
        rightAt = right?.occurredAt(in: view.report.zone) ?? ""
        explanation = Explanation.text(ofMatch: index, in: view, language)
    }

    /// The same pair has the same id in every run: leg and identities of both first entries.
    package static func id(_ index: Int, in view: LegView) -> Hash128 {
        var hasher = hasher(view)
        for (side, entry) in [
            (Side.left, view.outcome.matches.left[index]),
            (Side.right, view.outcome.matches.right[index]),
        ] {
            let identity = view.identity(side, entry)
            hasher.combine(word: identity.high)
            hasher.combine(word: identity.low)
        }
        return hasher.finalize()
    }

    /// What the ids of a leg have in common.
    static func hasher(_ view: LegView) -> Hasher128 {
        var hasher = Hasher128()
        hasher.combine(view.definition.definition)
        hasher.combine(view.name)
        return hasher
    }

    static func sum(_ members: [Matches.Member], _ side: Side) -> Money? {
        let amounts = members.filter { $0.side == side }.map(\.applied)
        guard let first = amounts.first else { return nil }
        return amounts.dropFirst().reduce(first, +)
    }

    /// right − what was asked in the right's currency; nil where nothing was asked in it.
    static func difference(_ left: Money?, asked: Money?, _ right: Money?) -> Money? {
        guard let right else { return nil }
        if let asked, !asked.isZero, asked.currency == right.currency { return right - asked }
        guard let left, left.currency == right.currency else { return nil }
        return right - left
    }

    package var cells: [Cell] {
        [
            .text(id), .text(leg), .text(entryClass.name), .words(pass), .words(rule),
            .words(score),
            .words(leftAmount?.currency.description ?? ""),
            .words(rightAmount?.currency.description ?? ""),
            .words(difference?.currency.description ?? ""), .money(leftAmount?.decimal),
            .money(rightAmount?.decimal), .money(difference?.decimal), .money(fee?.decimal),
            .words(leftSource), .words(rightSource), .words(leftReference),
            .words(rightReference), .words(leftAt), .words(rightAt), .text(explanation),
        ]
    }
}

extension LegView {
    func identity(_ side: Side, _ index: Int32) -> Hash128 {
        let inputs = side == .left ? leg.inputs.left : leg.inputs.right
        let position = outcome(side).position(Int(index), in: inputs)
        return inputs[position.input].table.identity[position.row]
    }
}
