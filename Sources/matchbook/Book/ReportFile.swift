import Documents
import Engine
import Reports

/// A report in a file, and on the terminal.
enum ReportFile {
    static func write(
        _ report: ReportDocument, as format: ReportFormat, to path: String
    ) throws {
        try DurableFile.write(format.bytes(of: report), to: path)
    }

    static func text(_ report: ReportDocument) -> String {
        var lines = [report.title]
        lines += report.facts.map { "\($0.label) \($0.text)" }
        for table in report.tables {
            lines += ["", table.title]
            var shown = TextTable(table.columns.map { $0.kind == .number ? .right : .left })
            shown.row(table.columns.map(\.heading))
            for cells in table.rows + table.sums { shown.row(cells.map(GroupedNumber.text)) }
            lines += shown.lines()
        }
        lines += report.notes.isEmpty ? [] : [""] + report.notes
        return lines.joined(separator: "\n") + "\n"
    }
}
