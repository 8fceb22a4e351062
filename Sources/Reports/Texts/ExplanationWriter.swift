package import Matching
import Records

/// Writes what `Explanation.text(of:in:)` says, without a text per row.
package struct ExplanationWriter: Sendable {
    private let view: LegView
    private let language: Language
    private let book: SentenceBook
    private let fields: FieldLines
    private let misses: NearestMiss?
    private let subsets: SubsetSentences
    private let groups: GroupSentences
    private let scores: ScoreSentences
    private let leftPartners: [Int32]
    private let rightPartners: [Int32]
    private let text: @Sendable (EntryTable, TextRef) -> String
    let left: SideRows
    let right: SideRows

    package init(_ view: LegView, _ language: Language) {
        self.view = view
        self.language = language
        book = SentenceBook(view.definition, language)
        fields = FieldLines(view, language)
        misses = view.misses
        subsets = SubsetSentences(view, language)
        groups = GroupSentences(view, language)
        scores = ScoreSentences(view, language)
        leftPartners = view.outcome.left.partner
        rightPartners = view.outcome.right.partner
        text = view.report.text
        left = SideRows(view.leg.inputs.left, view.outcome.left)
        right = SideRows(view.leg.inputs.right, view.outcome.right)
    }

    /// A break on its way out, with the entries behind it.
    struct Facts {
        let found: Break
        let left: SideRows.Place?
        let right: SideRows.Place?
    }

    /// One paragraph, as a text.
    package func text(of found: Break) -> String {
        var buffer = RowBuffer(capacity: 512)
        var clock = ZoneClock(view.definition.zone)
        let facts = Facts(found: found, left: left[found.left], right: right[found.right])
        write(raw: facts, &clock, to: &buffer)
        return unsafe buffer.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// One paragraph, as a field of a table.
    func write(_ facts: Facts, _ clock: inout ZoneClock, to buffer: inout RowBuffer) {
        let start = buffer.count
        write(raw: facts, &clock, to: &buffer)
        buffer.protect(from: start)
    }

    private func write(raw facts: Facts, _ clock: inout ZoneClock, to buffer: inout RowBuffer) {
        mainSentence(facts, &buffer)
        if facts.found.expectedFee != nil {
            buffer.append(book.gap)
            buffer.append(raw: FeeSentence.text(BreakFacts(view, facts.found, language)))
        }
        viewpoint(facts, &buffer)
        further(facts, &buffer)
        nearestMiss(facts, &clock, &buffer)
        candidates(facts, &buffer)
        if let sets = subsets.text(of: facts.found) {
            buffer.append(book.gap)
            buffer.append(raw: sets)
        }
        if let sums = groups.text(of: facts.found) {
            buffer.append(book.gap)
            buffer.append(raw: sums)
        }
        if let score = scores.text(of: facts.found) {
            buffer.append(book.gap)
            buffer.append(raw: score)
            buffer.append(book.stop)
        }
    }

    private func mainSentence(_ facts: Facts, _ buffer: inout RowBuffer) {
        for part in book.parts(of: facts.found) {
            buffer.append(part.text)
            guard let slot = part.slot else { continue }
            switch slot {
            case .leftAmount: amount(askedAmount(facts), &buffer)
            case .rightAmount: amount(facts.found.rightAmount, &buffer)
            case .size: buffer.amount(facts.size)
            case .leftStatus: status(facts.left, &buffer)
            case .rightStatus: status(facts.right, &buffer)
            case .kept: kept(facts, &buffer)
            }
        }
    }

    private func amount(_ money: Money?, _ buffer: inout RowBuffer) {
        if let money { buffer.amount(money) } else { buffer.append(book.absent) }
    }

    private func status(_ place: SideRows.Place?, _ buffer: inout RowBuffer) {
        if let place {
            buffer.append(book.statuses[Int(place.box.table.status[place.row].rawValue)])
        } else {
            buffer.append(book.absent)
        }
    }

    /// As `BreakFacts.askedAmount`; where right − left is the difference, what was asked is left.
    private func askedAmount(_ facts: Facts) -> Money? {
        guard facts.found.left >= 0, facts.found.right >= 0,
            facts.found.entryClass == .amountMismatch
                || facts.found.entryClass == .currencyMismatch
        else { return facts.found.leftAmount }
        if let left = facts.found.leftAmount, let right = facts.found.rightAmount,
            left.currency == right.currency, left.scale == right.scale,
            facts.found.amount.scale == left.scale, facts.found.amount.currency == left.currency,
            right.units - left.units == facts.found.amount.units
        {
            return left
        }
        return BreakFacts(view, facts.found, language).askedAmount
    }

    /// As `LegView.kept(by:)`, the entry that a duplicate repeats.
    private func kept(_ facts: Facts, _ buffer: inout RowBuffer) {
        let nearest = facts.found.nearest
        guard nearest >= 0 else {
            buffer.append(book.absent)
            return
        }
        let isRight = facts.found.right >= 0
        let own = isRight ? facts.found.right : facts.found.left
        let partner =
            isRight
            ? leftPartners[Int(nearest)] : rightPartners[Int(nearest)]
        let place =
            if partner >= 0, partner != own {
                isRight ? right[partner] : left[partner]
            } else {
                isRight ? left[nearest] : right[nearest]
            }
        if let place { reference(place.outsideReference, place, &buffer) }
    }

    /// A reference as `EntryView.text` decodes it, unquoted.
    private func reference(
        _ ref: TextRef, _ place: SideRows.Place, _ buffer: inout RowBuffer
    ) {
        if ref.isEmpty || buffer.rawText(ref, of: place.box) { return }
        buffer.append(raw: text(place.box.table, ref))
    }

    /// 长款/短款 are derived words: the viewpoint stands beside them.
    private func viewpoint(_ facts: Facts, _ buffer: inout RowBuffer) {
        guard facts.found.amount.units != 0, facts.found.entryClass != .feeMismatch,
            facts.found.entryClass != .expected
        else { return }
        let frame = book.frame(isOver: facts.found.amount.units > 0)
        buffer.append(book.gap)
        buffer.append(frame.before)
        buffer.amount(facts.size)
        buffer.append(frame.after)
    }

    private func further(_ facts: Facts, _ buffer: inout RowBuffer) {
        var bits = facts.found.findings.bits
        let primary = facts.found.findings.primaryRaw
        if primary < 64 { bits &= ~(1 << UInt64(primary)) }
        if bits == 0 { return }
        buffer.append(book.gap)
        buffer.append(book.furtherTitle)
        var isFirst = true
        while bits != 0 {
            if !isFirst { buffer.append(book.listComma) }
            isFirst = false
            buffer.append(book.words(ofFinding: bits.trailingZeroBitCount))
            bits &= bits - 1
        }
        buffer.append(book.stop)
    }

    /// The entry that came closest, with every differing field and both values.
    private func nearestMiss(
        _ facts: Facts, _ clock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        let left = facts.found.left
        let right = facts.found.right
        guard left < 0 || right < 0, facts.found.entryClass != .duplicate,
            !facts.found.findings.contains(.tradeSharedByOrders)
        else { return }
        let nearest = misses?.find(facts.found) ?? facts.found.nearest
        guard nearest >= 0 else { return }
        let isRight = left >= 0
        guard let near = isRight ? self.right[nearest] : self.left[nearest] else { return }
        buffer.append(book.gap)
        buffer.append(book.nearestMissTitle)
        reference(isRight ? near.outsideReference : near.ownReference, near, &buffer)
        fields.write(
            left: left >= 0 ? left : nearest, right: right >= 0 ? right : nearest,
            link: facts.found.link, .differing, &clock, to: &buffer)
        buffer.append(book.stop)
    }

    /// The rivals of an ambiguous entry, at most three by name.
    private func candidates(_ facts: Facts, _ buffer: inout RowBuffer) {
        if facts.found.candidates.isEmpty { return }
        buffer.append(book.gap)
        let isRight = facts.found.left >= 0
        var isFirst = true
        for candidate in facts.found.candidates.prefix(3) {
            guard let rival = isRight ? right[candidate] : left[candidate] else { continue }
            if !isFirst { buffer.append(book.listComma) }
            isFirst = false
            reference(rival.ownReference, rival, &buffer)
        }
        if facts.found.candidates.count > 3 { buffer.append(book.more) }
        buffer.append(book.stop)
    }
}

extension ExplanationWriter.Facts {
    fileprivate var size: Money { found.amount.units < 0 ? -found.amount : found.amount }
}
