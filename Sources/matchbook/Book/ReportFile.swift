import Documents
import Engine
import Reports

/// A report in a file, and on the terminal.
enum ReportFile {
    enum Format: String {
        case csv, xlsx, pdf, json

        init?(path: String) {
            let suffix = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard path.contains("."), let format = Format(rawValue: suffix) else { return nil }
            self = format
        }
    }

    /// Beside its place first: what is there is whole.
    static func write(_ report: ReportDocument, as format: Format, to path: String) throws {
        let partial = path + ".partial"
        switch format {
        case .csv: try DurableFile.write(ReportCSV.bytes(report), to: partial)
        case .json: try DurableFile.write(report.json.pretty(), to: partial)
        case .xlsx: try ReportWorkbook.write(report, to: partial)
        case .pdf: try ReportPDF.write(report, to: partial)
        }
        try SystemFile.rename(partial, to: path)
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
