import Matching
import Records
package import Reports
import Resolution

/// Breaks as rows of a spreadsheet that people fill in and hand back (`BreakSheetImport`).
package struct BreakSheet {
    private let zone: ZoneRules
    private let through: Day?

    package init(_ book: Book) throws(EngineError) {
        zone = try book.zone
        through = try book.store.lastRun()?.through
    }

    /// In the order of `BreakSheetColumn`.
    package func cells(
        _ found: BookBreak, _ marks: BreakMarks, _ language: Language
    ) -> [Cell] {
        BreakSheetColumn.allCases.map { cell($0, found, marks, language) }
    }

    /// Version, last note and last decision: what a row was made of.
    package static func version(_ found: BookBreak, _ marks: BreakMarks) -> String {
        "v\(found.version).\(marks.note).\(marks.decision)"
    }

    static func text(_ labels: [String]) -> String { labels.joined(separator: ", ") }

    private func cell(
        _ column: BreakSheetColumn, _ found: BookBreak, _ marks: BreakMarks, _ language: Language
    ) -> Cell {
        switch column {
        case .breakID: .text(found.id.hex)
        case .version: .text(BreakSheet.version(found, marks))
        case .state: .text(found.state.rawValue)
        case .leg: .words(found.leg)
        case .entryClass: .text(found.entryClass.name)
        case .finding: .words(found.finding?.name ?? "")
        case .severity: .text(found.severity.name)
        case .currency: .text(found.amount.currency.description)
        case .amount: .amount(found.amount.decimal)
        case .leftAmount: .money(found.leftAmount?.decimal)
        case .rightAmount: .money(found.rightAmount?.decimal)
        case .reference: .words(found.reference)
        case .leftReference: .words(found.leftReference)
        case .rightReference: .words(found.rightReference)
        case .occurredAt: .words(found.occurredAt?.rfc3339(in: zone) ?? "")
        case .breakOn: .words(found.breakOn?.description ?? "")
        case .dueAt: .words(found.dueAt?.rfc3339(in: zone) ?? "")
        case .ageDays: age(found).map { .integer($0) } ?? .empty
        case .explanation: .words(explanation(found, language))
        case .owner: .words(marks.owner?.description ?? "")
        case .labels: .words(BreakSheet.text(marks.labels))
        case .comment, .decision, .reason, .decisionAmount: .empty
        }
    }

    private func age(_ found: BookBreak) -> Int? {
        guard let through, let day = found.occurredAt?.day(in: zone) else { return nil }
        return AgeBand.days(from: day, to: through)
    }

    private func explanation(_ found: BookBreak, _ language: Language) -> String {
        let place = Language.allCases.firstIndex(of: language) ?? 0
        return place < found.explanations.count ? found.explanations[place] : ""
    }
}
