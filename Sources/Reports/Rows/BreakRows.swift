import Matching
import Records

/// `breaks.csv`, leg by leg, each leg's breaks in their own fixed order: the rows of `BreakRow`,
/// written straight from the columns.
package struct BreakRows: CSVTable {
    package static let columns = BreakRow.columns
    package let count: Int
    private let legs: [Leg]
    private let zone: ZoneRules

    package init(_ report: RunReport, _ language: Language) {
        var legs: [Leg] = []
        var start = 0
        for view in report.legViews {
            legs.append(Leg(view, language, start: start))
            start += view.outcome.breaks.count
        }
        self.legs = legs
        count = start
        zone = report.zone
    }

    private struct Leg: Sendable {
        let start: Int
        let breaks: [Break]
        let name: FieldWord
        let zone: ZoneRules
        let explanation: ExplanationWriter
        let text: @Sendable (EntryTable, TextRef) -> String

        init(_ view: LegView, _ language: Language, start: Int) {
            self.start = start
            breaks = view.outcome.breaks
            name = FieldWord(view.name)
            zone = view.definition.zone
            explanation = ExplanationWriter(view, language)
            text = view.report.text
        }
    }

    /// Words of the wire by their raw value.
    private let classes = EntryClass.allCases.map { FieldWord($0.name) }
    private let findings = Finding.allCases.map { FieldWord($0.name) }
    private let severities = (0...3).map { FieldWord(Break.Severity(rawValue: $0)!.name) }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        var clock = ZoneClock(zone)
        for leg in legs {
            let own = rows.clamped(to: leg.start..<leg.start + leg.breaks.count)
            var pairClock = ZoneClock(leg.zone)
            for row in own {
                write(leg.breaks[row - leg.start], leg, &clock, &pairClock, &buffer)
            }
        }
    }

    private func write(
        _ found: Break, _ leg: Leg, _ clock: inout ZoneClock,
        _ pairClock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        let left = leg.explanation.left[found.left]
        let right = leg.explanation.right[found.right]
        buffer.hex(found.id)
        buffer.comma()
        buffer.word(leg.name)
        buffer.comma()
        buffer.word(classes[Int(found.entryClass.rawValue)])
        buffer.comma()
        if found.findings.primaryRaw < findings.count {
            buffer.word(findings[Int(found.findings.primaryRaw)])
        }
        buffer.comma()
        buffer.word(severities[Int(found.severity.rawValue)])
        buffer.codeField(found.leftAmount)
        buffer.codeField(found.rightAmount)
        buffer.comma()
        buffer.code(found.amount.currency)
        buffer.comma()
        buffer.decimal(found.amount)
        buffer.amountField(found.leftAmount)
        buffer.amountField(found.rightAmount)
        buffer.amountField(found.expectedFee)
        buffer.amountField(found.actualFee)
        buffer.comma()
        if let left { buffer.word(leg.explanation.left.sources[left.input]) }
        buffer.comma()
        if let right { buffer.word(leg.explanation.right.sources[right.input]) }
        references(left, right, leg, &buffer)
        buffer.comma()
        if let moment = found.occurredAt { clock.write(moment.microseconds, to: &buffer) }
        buffer.comma()
        if let day = found.breakOn { clock.write(day: day.number, to: &buffer) }
        buffer.comma()
        buffer.integer(found.ageDays)
        buffer.comma()
        leg.explanation.write(
            .init(found: found, left: left, right: right), &pairClock, to: &buffer)
        buffer.endRow()
    }

    /// The number a person looks for (the order's, else the transaction's), then each side's own.
    private func references(
        _ left: SideRows.Place?, _ right: SideRows.Place?, _ leg: Leg,
        _ buffer: inout RowBuffer
    ) {
        func field(_ ref: TextRef, _ place: SideRows.Place) {
            buffer.field(ref, of: place.box, leg.text)
        }
        buffer.comma()
        if let left, !left.orderReference.isEmpty {
            field(left.orderReference, left)
        } else if let right, !right.orderReference.isEmpty {
            field(right.orderReference, right)
        } else if let place = left ?? right {
            field(place.ownReference, place)
        }
        buffer.comma()
        if let left { field(left.ownReference, left) }
        buffer.comma()
        if let right { field(right.outsideReference, right) }
    }
}

extension SideRows.Place {
    fileprivate var orderReference: TextRef { box.table.orderReference[row] }
}

extension RowBuffer {
    /// A comma, and the currency of an amount where there is one.
    mutating func codeField(_ money: Money?) {
        comma()
        if let money { code(money.currency) }
    }

    /// A comma, and the decimal of an amount where there is one.
    mutating func amountField(_ money: Money?) {
        comma()
        if let money { decimal(money) }
    }
}
