import Matching
import Records

/// The statement as a plain table, for a spreadsheet's second sheet.
package enum SummaryTable {
    package struct Row: Sendable, Hashable {
        package var cells: [Cell]
        package var isHead = false
    }

    package static func rows(_ report: RunReport, _ language: Language) -> [Row] {
        var rows = facts(report, language)
        for view in report.legViews { rows += leg(view, language) }
        return rows
    }

    private static func facts(_ report: RunReport, _ language: Language) -> [Row] {
        func row(_ label: Label, _ text: String) -> Row {
            Row(cells: [.text(label.words[language]), .text(text)])
        }
        var rows = [
            row(.verdict, report.verdict.words[language]),
            row(.period, report.period.map { PeriodText.text($0, report.zone, language) } ?? "—"),
            row(.merchant, report.merchant),
            row(.definition, "\(report.definition.name) v\(report.definition.version)"),
            row(.digest, report.definition.digest),
            row(.runTime, report.time.rfc3339(in: report.zone)),
        ]
        rows += report.reasons.map { Row(cells: [.empty, .text($0.sentence(language))]) }
        return rows
    }

    private static func leg(_ view: LegView, _ language: Language) -> [Row] {
        let statement = view.outcome.statement
        var rows = [Row(cells: [])]
        rows.append(
            Row(
                cells: [Label.leg, .bridge, .currency, .count, .amount].map {
                    .text($0.words[language])
                }, isHead: true))
        for bridge in statement.bridges {
            let code = Cell.text(bridge.currency.description)
            func line(_ title: String, _ count: Cell, _ units: Int128) -> Row {
                let amount = Cell.amount(statement.money(units, bridge.currency).decimal)
                return Row(cells: [.text(view.name), .text(title), code, count, amount])
            }
            rows.append(line(view.leftTitle(language), .empty, bridge.leftTotal))
            for step in bridge.lines {
                rows.append(line(step.reason.words[language], .integer(step.count), step.units))
            }
            rows.append(line(view.rightTitle(language), .empty, bridge.rightTotal))
            rows.append(line(Label.residual.words[language], .empty, bridge.residual))
        }
        return rows
    }
}
