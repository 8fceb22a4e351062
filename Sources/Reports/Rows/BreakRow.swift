package import Matching
package import Records

/// A break as every table shows it: `breaks.csv`, the workbook, the page, the terminal.
package struct BreakRow: Sendable, Hashable {
    package var id: String
    package var leg: String
    package var entryClass: EntryClass
    package var finding: Finding?
    package var severity: Break.Severity
    package var amount: Money
    package var leftAmount: Money?
    package var rightAmount: Money?
    package var expectedFee: Money?
    package var actualFee: Money?
    package var leftSource: String
    package var rightSource: String
    /// The number a person looks for: the order's, else the transaction's.
    package var reference: String
    package var leftReference: String
    package var rightReference: String
    package var occurredAt: String
    package var breakOn: String
    package var ageDays: Int
    package var explanation: String
    package var nextStep: NextStep

    package static let columns = [
        "break_id", "leg", "class", "finding", "severity", "left_currency", "right_currency",
        "amount_currency", "amount", "left_amount", "right_amount", "expected_fee", "actual_fee",
        "left_source", "right_source", "reference", "left_reference", "right_reference",
        "occurred_at", "break_on", "age_days", "explanation",
    ]

    /// Whoever makes many rows of a leg hands in the writer of its explanations.
    package init(
        _ found: Break, in view: LegView, _ language: Language,
        explained writer: ExplanationWriter? = nil
    ) {
        let left = view.entry(.left, found.left)
        let right = view.entry(.right, found.right)
        id = found.id.hex
        leg = view.name
        entryClass = found.entryClass
        finding = found.findings.primary
        severity = found.severity
        amount = found.amount
        leftAmount = found.leftAmount
        rightAmount = found.rightAmount
        expectedFee = found.expectedFee
        actualFee = found.actualFee
        leftSource = left?.source ?? ""
        rightSource = right?.source ?? ""
        reference = BreakRow.reference(left, right)
        leftReference = left?.ownReference ?? ""
        rightReference = right?.outsideReference ?? ""
        occurredAt = found.occurredAt?.rfc3339(in: view.report.zone) ?? ""
        breakOn = found.breakOn?.description ?? ""
        ageDays = found.ageDays
        explanation = writer?.text(of: found) ?? Explanation.text(of: found, in: view, language)
        nextStep = NextStep(found)
    }

    package static func reference(_ left: EntryView?, _ right: EntryView?) -> String {
        [left, right].compactMap { $0?.orderReference }.first { !$0.isEmpty }
            ?? left?.ownReference ?? right?.ownReference ?? ""
    }

    package var cells: [Cell] {
        [
            .text(id), .text(leg), .text(entryClass.name), .words(finding?.name ?? ""),
            .text(severity.name), .words(leftAmount?.currency.description ?? ""),
            .words(rightAmount?.currency.description ?? ""), .text(amount.currency.description),
            .amount(amount.decimal), .money(leftAmount?.decimal), .money(rightAmount?.decimal),
            .money(expectedFee?.decimal), .money(actualFee?.decimal), .words(leftSource),
            .words(rightSource), .words(reference), .words(leftReference),
            .words(rightReference), .words(occurredAt), .words(breakOn), .integer(ageDays),
            .text(explanation),
        ]
    }
}
