import CLibXlsxWriter
import Matching
import Records
package import Reports

/// `breaks.xlsx`: the breaks with the columns of `breaks.csv`, and a summary of the run.
///
/// Texts are written as strings, never as formulas. An amount is a number only where a spreadsheet
/// keeps it exactly (15 significant digits); beyond, it is a text, so that no digit is lost.
package enum BreaksWorkbook {
    /// IEEE 754 doubles hold every decimal of 15 significant digits (DBL_DIG).
    static let exactDigits = 15
    /// The format allows 32,767 characters in a cell; a mark of the cut needs one.
    static let cellCharacters = 32_766
    /// The format ends at 1,048,576 rows; the header takes one.
    package static let rowLimit = 1_048_575

    package static func write(
        _ report: RunReport, _ language: Language, to path: String
    ) throws(Documents.Failure) {
        guard let book = unsafe workbook_new(path) else {
            throw .notWritten(path: path, reason: "workbook_new")
        }
        var sheets = unsafe OpenWorkbook(book: book)
        unsafe sheets.setProperties(
            title: Label.statementTitle.words[language],
            author: "Matchbook \(report.programVersion)", at: report.time)
        unsafe sheets.addBreaks(report, language)
        unsafe sheets.addSummary(report, language)
        let failure = unsafe workbook_close(book)
        guard failure == LXW_NO_ERROR else {
            throw .notWritten(path: path, reason: unsafe String(cString: lxw_strerror(failure)))
        }
    }

    /// Whether a double and back gives the same decimal.
    static func isExact(_ decimal: String) -> Bool {
        let digits = decimal.utf8.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
        return digits.count <= exactDigits
    }
}

extension OpenWorkbook {
    mutating func addBreaks(_ report: RunReport, _ language: Language) {
        let sheet = unsafe workbook_add_worksheet(book, Label.breaks.words[language])
        for (column, name) in BreakRow.columns.enumerated() {
            _ = unsafe worksheet_write_string(sheet, 0, UInt16(column), name, head)
            let width = unsafe OpenWorkbook.width(of: name)
            _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
        }
        var row: UInt32 = 0
        for view in report.legViews where !view.outcome.breaks.isEmpty {
            let writer = ExplanationWriter(view, language)
            for found in view.outcome.breaks where row < UInt32(BreaksWorkbook.rowLimit) {
                row += 1
                let cells = BreakRow(found, in: view, language, explained: writer).cells
                for (column, cell) in cells.enumerated() {
                    unsafe put(cell, sheet, row, UInt16(column))
                }
            }
        }
        _ = unsafe worksheet_autofilter(
            sheet, 0, 0, row, UInt16(BreakRow.columns.count - 1))
        unsafe worksheet_freeze_panes(sheet, 1, 0)
    }

    mutating func addSummary(_ report: RunReport, _ language: Language) {
        let sheet = unsafe workbook_add_worksheet(book, Label.statementTitle.words[language])
        for (column, width) in [28.0, 30, 12, 10, 18].enumerated() {
            _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
        }
        var row: UInt32 = 0
        for line in SummaryTable.rows(report, language) {
            for (column, cell) in line.cells.enumerated() {
                unsafe put(cell, sheet, row, UInt16(column), line.isHead ? head : nil)
            }
            row += 1
        }
    }

    /// In characters, by what the column holds.
    fileprivate static func width(of column: String) -> Double {
        switch column {
        case "explanation": 80
        case "break_id": 34
        case "reference", "left_reference", "right_reference": 30
        case "occurred_at": 26
        case "class", "finding", "left_source", "right_source", "leg": 20
        default: 14
        }
    }
}
