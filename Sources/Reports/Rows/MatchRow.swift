package import Matching
package import Records

/// A match as `matches.csv` shows it.
package struct MatchRow: Sendable, Hashable {
    package var id: String
    package var leg: String
    package var entryClass: EntryClass
    package var pass: String
    package var rule: String
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
        var hasher = Hasher128()
        hasher.combine(view.definition.definition)
        hasher.combine(view.name)
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

    private static func sum(_ members: [Matches.Member], _ side: Side) -> Money? {
        let amounts = members.filter { $0.side == side }.map(\.applied)
        guard let first = amounts.first else { return nil }
        return amounts.dropFirst().reduce(first, +)
    }

    /// right − what was asked in the right's currency; nil where nothing was asked in it.
    private static func difference(_ left: Money?, asked: Money?, _ right: Money?) -> Money? {
        guard let right else { return nil }
        if let asked, !asked.isZero, asked.currency == right.currency { return right - asked }
        guard let left, left.currency == right.currency else { return nil }
        return right - left
    }

    package var cells: [Cell] {
        [
            .text(id), .text(leg), .text(entryClass.name), .words(pass), .words(rule), .empty,
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

extension Pass {
    /// The rule in one word of the wire: "v1 key(order=order,kind)".
    package func rule(version: Int) -> String { "v\(version) " + method.rule }
}

extension Pass.Method {
    var rule: String {
        switch self {
        case .exact(let key): key.rule
        case .tolerance(let key, let tolerance): key.rule + " " + tolerance.rule
        case .window(let window): window.rule
        }
    }
}

extension KeyRule {
    var rule: String {
        var parts = parts.map { "\($0.left.rawValue)=\($0.right.rawValue)" }
        if kind { parts.append("kind") }
        if throughLinks { parts.append("through_links") }
        return "key(" + parts.joined(separator: ",") + ")"
    }
}

extension AmountTolerance {
    var rule: String {
        var parts: [String] = []
        if absoluteUnits != 0 {
            parts.append(Money.decimal(units: Int128(absoluteUnits), scale: absoluteScale))
        }
        if millionths != 0 { parts.append(FeeSentence.percent(millionths)) }
        if let capUnits {
            parts.append("cap=" + Money.decimal(units: Int128(capUnits), scale: absoluteScale))
        }
        if direction != .either { parts.append(direction.rawValue) }
        return "amount(±" + (parts.isEmpty ? "0" : parts.joined(separator: ",")) + ")"
    }
}

extension WindowRule {
    var rule: String {
        let stretch = usesPaymentWindow
            ? "payment_window" : "\(beforeSeconds)s..\(afterSeconds)s"
        return "window(\(stretch)) \(amount.rule)"
    }
}

/// `matches.csv`.
package enum MatchRows {
    package static func write(
        _ report: RunReport, _ language: Language, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(MatchRow.columns)
            for view in report.legViews {
                for index in 0..<view.outcome.matches.count {
                    try stream.row(MatchRow(index, in: view, language).cells)
                }
            }
            try stream.finish()
        }
    }
}

/// `match_members.csv`: members of group and split matches.
package enum MemberRows {
    package static let columns = [
        "match_id", "leg", "side", "entry_id", "applied_amount", "currency",
    ]

    package static func write(
        _ report: RunReport, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for view in report.legViews {
                for index in view.outcome.matches.members.keys.sorted() {
                    let id = MatchRow.id(index, in: view).hex
                    for member in view.outcome.matches.members[index]! {
                        try stream.row([
                            .text(id), .text(view.name), .text(member.side.name),
                            .text(view.identity(member.side, member.index).hex),
                            .amount(member.applied.decimal),
                            .text(member.applied.currency.description),
                        ])
                    }
                }
            }
            try stream.finish()
        }
    }
}

/// `matches.compact.csv`: the whole result in few bytes, from which everything else follows.
package enum CompactRows {
    package static let columns = [
        "match_id", "leg", "class", "pass", "left_entry", "right_entry",
    ]

    package static func write(
        _ report: RunReport, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for view in report.legViews {
                let matches = view.outcome.matches
                for index in 0..<matches.count {
                    try stream.row([
                        .text(MatchRow.id(index, in: view).hex), .text(view.name),
                        .text(matches.entryClass[index].name),
                        .words(view.pass(matches.pass[index])?.name ?? ""),
                        .text(view.identity(.left, matches.left[index]).hex),
                        .text(view.identity(.right, matches.right[index]).hex),
                    ])
                }
            }
            try stream.finish()
        }
    }
}
