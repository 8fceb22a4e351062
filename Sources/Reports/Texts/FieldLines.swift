import Matching
import Records

/// The fields of a pair side by side, written straight from the columns: what `Matching.compare`
/// answers as values, and `Explanation.line` as texts.
struct FieldLines: Sendable {
    private let definition: LegDefinition
    private let left: SideRows
    private let right: SideRows
    private let links: SideRows
    private let rightClasses: [EntryClass]
    private let breaks: [Break]
    /// By `FieldComparison.Field`, with the blank behind.
    private let titles: [[UInt8]]
    /// By `FieldComparison.Agreement`, with blanks around.
    private let signs: [[UInt8]]
    private let statuses: [[UInt8]]
    private let semicolon: [UInt8]
    private let colon: [UInt8]
    private let absent = Array("—".utf8)

    /// Which fields are told.
    enum Choice { case agreedOrNot, differing }

    init(_ view: LegView, _ language: Language) {
        definition = view.definition
        rightClasses = view.outcome.right.classes
        breaks = view.outcome.breaks
        left = SideRows(view.leg.inputs.left, view.outcome.left)
        right = SideRows(view.leg.inputs.right, view.outcome.right)
        links = SideRows(view.leg.inputs.links, view.outcome.links)
        titles = FieldComparison.Field.allCases.map { Array(($0.words[language] + " ").utf8) }
        signs = FieldLines.agreements.map { Array(" \($0.sign) ".utf8) }
        statuses = EntryStatus.allCases.map { Array($0.words[language].utf8) }
        semicolon = Array(Punctuation.semicolon[language].utf8)
        colon = Array(Punctuation.colon[language].utf8)
    }

    private static let agreements: [FieldComparison.Agreement] = [
        .equal, .withinTolerance, .equivalent, .differs, .absent,
    ]

    /// Appends ": field; field; …" of the fields that are to be told; nothing where there are none.
    func write(
        left l: Int32, right r: Int32, link: Int32, _ choice: Choice, _ clock: inout ZoneClock,
        to buffer: inout RowBuffer
    ) {
        var pair = Pair(
            left: left[l], right: right[r], link: links[link], rightIndex: r, choice: choice)
        writeReferences(&pair, &buffer)
        writeMoney(&pair, &buffer)
        if let a = pair.left, let b = pair.right { writeStatus(a, b, &pair, &buffer) }
        writeTimes(&pair, &clock, &buffer)
    }

    private struct Pair {
        let left: SideRows.Place?
        let right: SideRows.Place?
        let link: SideRows.Place?
        let rightIndex: Int32
        let choice: Choice
        var isFirst = true

        func tells(_ agreement: FieldComparison.Agreement) -> Bool {
            switch choice {
            case .agreedOrNot: agreement != .absent
            case .differing: agreement == .differs || agreement == .equivalent
            }
        }
    }

    private func begin(
        _ field: FieldComparison.Field, _ pair: inout Pair, _ buffer: inout RowBuffer
    ) {
        buffer.append(pair.isFirst ? colon : semicolon)
        pair.isFirst = false
        buffer.append(titles[FieldLines.code(field)])
    }

    private func sign(_ agreement: FieldComparison.Agreement, _ buffer: inout RowBuffer) {
        buffer.append(signs[FieldLines.code(agreement)])
    }

    private static func code(_ agreement: FieldComparison.Agreement) -> Int {
        switch agreement {
        case .equal: 0
        case .withinTolerance: 1
        case .equivalent: 2
        case .differs: 3
        case .absent: 4
        }
    }

    /// The place in `FieldComparison.Field.allCases`.
    private static func code(_ field: FieldComparison.Field) -> Int {
        switch field {
        case .orderReference: 0
        case .channelReference: 1
        case .refundReference: 2
        case .chainReference: 3
        case .kind: 4
        case .currency: 5
        case .amount: 6
        case .askedAmount: 7
        case .fee: 8
        case .status: 9
        case .time: 10
        }
    }

    // MARK: References

    private func writeReferences(_ pair: inout Pair, _ buffer: inout RowBuffer) {
        let isChain = pair.right.map { !$0.reference(.chainReference).isEmpty } ?? false
        writeReference(.orderReference, &pair, &buffer)
        // A gateway's trade number and a chain's transaction are no two readings of one thing.
        if !isChain { writeReference(.channelReference, &pair, &buffer) }
        writeReference(.refundReference, &pair, &buffer)
        writeReference(.chainReference, &pair, &buffer)
    }

    /// Where a side does not say, the link that joined the two speaks for it.
    private func writeReference(
        _ field: FieldComparison.Field, _ pair: inout Pair, _ buffer: inout RowBuffer
    ) {
        let a = pair.left?.reference(field) ?? .none
        let b = pair.right?.reference(field) ?? .none
        if a.isEmpty, b.isEmpty { return }
        let through = pair.link?.reference(field) ?? .none
        guard let (l, a) = FieldLines.present(pair.left, a, pair.link, through),
            let (r, b) = FieldLines.present(pair.right, b, pair.link, through)
        else { return }
        let agreement: FieldComparison.Agreement =
            FieldLines.equal(l, a, r, b) ? .equal : .differs
        guard pair.tells(agreement) else { return }
        begin(field, &pair, &buffer)
        buffer.utf8(a, of: l.box)
        sign(agreement, &buffer)
        buffer.utf8(b, of: r.box)
    }

    private static func present(
        _ place: SideRows.Place?, _ own: TextRef, _ link: SideRows.Place?, _ through: TextRef
    ) -> (SideRows.Place, TextRef)? {
        if let place, !own.isEmpty { return (place, own) }
        if let link, !through.isEmpty { return (link, through) }
        return nil
    }

    /// Equal as texts are: bytes first, since nearly all references are ASCII.
    private static func equal(
        _ l: SideRows.Place, _ a: TextRef, _ r: SideRows.Place, _ b: TextRef
    ) -> Bool {
        if l.box.table.equal(a, r.box.table, b) { return true }
        if l.box.table.isASCII(a), r.box.table.isASCII(b) { return false }
        return l.box.table.utf8Text(a) == r.box.table.utf8Text(b)
    }

    // MARK: Money

    private func writeMoney(_ pair: inout Pair, _ buffer: inout RowBuffer) {
        let a = pair.left?.gross
        let b = pair.right?.gross
        let within =
            pair.rightIndex >= 0
            && rightClasses[Int(pair.rightIndex)] == .matchedWithinTolerance
        let neutral: FieldComparison.Agreement = within ? .withinTolerance : .differs
        let asked = pair.link?.asked ?? pair.left?.asked
        if let asked, let b, asked.currency == b.currency {
            if let a { amounts(.amount, a, b, .equivalent, &pair, &buffer) }
            amounts(.askedAmount, asked, b, neutral, &pair, &buffer)
        } else if let a, let b {
            amounts(.amount, a, b, neutral, &pair, &buffer)
        }
        writeFee(&pair, &buffer)
    }

    private func amounts(
        _ field: FieldComparison.Field, _ a: Money, _ b: Money,
        _ otherwise: FieldComparison.Agreement, _ pair: inout Pair, _ buffer: inout RowBuffer
    ) {
        let agreement = a.equals(b) ? .equal : otherwise
        guard pair.tells(agreement) else { return }
        begin(field, &pair, &buffer)
        buffer.amount(a)
        sign(agreement, &buffer)
        buffer.amount(b)
    }

    /// Only a fee that was found wrong has an expected one to show.
    private func writeFee(_ pair: inout Pair, _ buffer: inout RowBuffer) {
        guard let right = pair.right,
            rightClasses[Int(pair.rightIndex)] == .feeMismatch,
            let fee = right.box.table.fee(ofRow: right.row),
            let expected = breaks.first(where: {
                $0.right == pair.rightIndex && $0.expectedFee != nil
            })?.expectedFee
        else { return }
        begin(.fee, &pair, &buffer)
        buffer.amount(expected)
        sign(.differs, &buffer)
        buffer.amount(fee)
    }

    // MARK: Status and time

    private func writeStatus(
        _ l: SideRows.Place, _ r: SideRows.Place, _ pair: inout Pair, _ buffer: inout RowBuffer
    ) {
        let a = l.box.table.status[l.row]
        let b = r.box.table.status[r.row]
        let agreement: FieldComparison.Agreement =
            if a == b {
                .equal
            } else if a.movedMoney == b.movedMoney
                || definition.statusEquivalences.contains(where: { $0.left == a && $0.right == b })
            {
                .equivalent
            } else {
                .differs
            }
        guard pair.tells(agreement) else { return }
        begin(.status, &pair, &buffer)
        buffer.append(statuses[Int(a.rawValue)])
        sign(agreement, &buffer)
        buffer.append(statuses[Int(b.rawValue)])
    }

    private func writeTimes(
        _ pair: inout Pair, _ clock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        guard let a = pair.left?.occurredAt, let b = pair.right?.occurredAt,
            a != EntryTable.noTime, b != EntryTable.noTime
        else { return }
        let agreement: FieldComparison.Agreement = a == b ? .equal : .equivalent
        guard pair.tells(agreement) else { return }
        begin(.time, &pair, &buffer)
        clock.write(a, to: &buffer)
        sign(agreement, &buffer)
        clock.write(b, to: &buffer)
    }
}

extension SideRows.Place {
    /// The reference that a field of a comparison speaks of.
    fileprivate func reference(_ field: FieldComparison.Field) -> TextRef {
        switch field {
        case .orderReference: box.table.orderReference[row]
        case .channelReference: box.table.channelReference[row]
        case .refundReference: box.table.refundReference[row]
        case .chainReference: box.table.chainReference[row]
        default: .none
        }
    }
}

extension EntryTable {
    fileprivate func isASCII(_ ref: TextRef) -> Bool {
        withBytes(of: ref) { bytes in
            for index in bytes.indices where bytes[index] >= 0x80 { return false }
            return true
        }
    }
}

extension RowBuffer {
    /// A reference as `EntryTable.utf8Text` reads it, unquoted.
    mutating func utf8(_ ref: TextRef, of box: TableBox) {
        if !rawText(ref, of: box) { append(raw: box.table.utf8Text(ref)) }
    }
}
