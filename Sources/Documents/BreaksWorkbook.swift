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
        var sheets = unsafe Workbook(book: book)
        unsafe sheets.setProperties(report, language)
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

/// The open workbook, with its formats.
@unsafe private struct Workbook {
    let book: UnsafeMutablePointer<lxw_workbook>
    let head: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    var numbers: [Int: UnsafeMutablePointer<lxw_format>?] = unsafe [:]

    init(book: UnsafeMutablePointer<lxw_workbook>) {
        unsafe self.book = unsafe book
        unsafe head = unsafe workbook_add_format(book)
        unsafe format_set_bold(head)
        unsafe format_set_bg_color(head, 0xE8EDF3)
        unsafe format_set_bottom(head, UInt8(LXW_BORDER_THIN.rawValue))
        unsafe wrapped = unsafe workbook_add_format(book)
        unsafe format_set_text_wrap(wrapped)
        unsafe format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }

    /// The run's time stands for the clock's: two runs make the same bytes.
    func setProperties(_ report: RunReport, _ language: Language) {
        let title = Label.statementTitle.words[language]
        unsafe title.withCString { title in
            unsafe "Matchbook \(report.programVersion)".withCString { author in
                var properties = unsafe lxw_doc_properties()
                unsafe properties.title = UnsafeMutablePointer(mutating: title)
                unsafe properties.author = UnsafeMutablePointer(mutating: author)
                unsafe properties.created = Int(report.time.seconds)
                _ = unsafe workbook_set_properties(book, &properties)
            }
        }
    }

    mutating func addBreaks(_ report: RunReport, _ language: Language) {
        let sheet = unsafe workbook_add_worksheet(book, Label.breaks.words[language])
        for (column, name) in BreakRow.columns.enumerated() {
            _ = unsafe worksheet_write_string(sheet, 0, UInt16(column), name, head)
            let width = unsafe Workbook.width(of: name)
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

    private mutating func put(
        _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32,
        _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>? = nil
    ) {
        switch cell {
        case .empty: break
        case .text(let text):
            let shown =
                text.count > BreaksWorkbook.cellCharacters
                ? text.prefix(BreaksWorkbook.cellCharacters) + "…" : text
            let style = unsafe format ?? (text.count > 60 ? wrapped : nil)
            _ = unsafe worksheet_write_string(sheet, row, column, shown, style)
        case .integer(let value):
            _ = unsafe worksheet_write_number(sheet, row, column, Double(value), format)
        case .amount(let decimal):
            guard BreaksWorkbook.isExact(decimal), let value = Double(decimal) else {
                _ = unsafe worksheet_write_string(sheet, row, column, decimal, format)
                return
            }
            let decimals = decimal.split(separator: ".").dropFirst().first?.count ?? 0
            let style = unsafe number(decimals)
            _ = unsafe worksheet_write_number(sheet, row, column, value, style)
        }
    }

    /// Thousands and exactly as many decimals as the amount has.
    private mutating func number(_ decimals: Int) -> UnsafeMutablePointer<lxw_format>? {
        if let known = unsafe numbers[decimals] { return unsafe known }
        let format = unsafe workbook_add_format(book)
        let pattern = decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals)
        unsafe format_set_num_format(format, pattern)
        unsafe numbers[decimals] = unsafe format
        return unsafe format
    }

    /// In characters, by what the column holds.
    private static func width(of column: String) -> Double {
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
