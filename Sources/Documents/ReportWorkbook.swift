import CLibXlsxWriter
import Records
package import Reports

/// A report as XLSX: one sheet per table. Texts are strings, never formulas; an amount is a number
/// only where a spreadsheet keeps it exactly.
package enum ReportWorkbook {
    package static func write(
        _ report: ReportDocument, to path: String
    ) throws(Documents.Failure) {
        guard let book = unsafe workbook_new(path) else {
            throw .notWritten(path: path, reason: "workbook_new")
        }
        var sheets = unsafe OpenWorkbook(book: book)
        unsafe sheets.setProperties(title: report.title, author: "Matchbook", at: created)
        let heading = unsafe workbook_add_format(book)
        unsafe format_set_bold(heading)
        unsafe format_set_bg_color(heading, 0xE8EDF3)
        var names: Set<String> = []
        for (index, table) in report.tables.enumerated() {
            let name = ReportWorkbook.sheetName(table.title, number: index + 1, taken: names)
            names.insert(name)
            unsafe sheets.add(table, of: report, named: name, heading)
        }
        let failure = unsafe workbook_close(book)
        guard failure == LXW_NO_ERROR else {
            throw .notWritten(path: path, reason: unsafe String(cString: lxw_strerror(failure)))
        }
    }

    /// A fixed date stands for the clock's: equal reports make equal bytes.
    private static let created = Instant(seconds: 946_684_800)

    /// Excel takes 31 characters, without `[]:*?/\`, each name once.
    static func sheetName(_ title: String, number: Int, taken: Set<String>) -> String {
        let allowed = title.filter { !"[]:*?/\\'".contains($0) }
        let name = String(allowed.prefix(31))
        return name.isEmpty || taken.contains(name) ? "\(number)" : name
    }
}

extension OpenWorkbook {
    fileprivate mutating func add(
        _ table: ReportTable, of report: ReportDocument, named name: String,
        _ heading: UnsafeMutablePointer<lxw_format>?
    ) {
        let sheet = unsafe workbook_add_worksheet(book, name)
        for (column, own) in table.columns.enumerated() {
            let width = Double(max(8, own.weight)) * 1.4
            _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
        }
        var row: UInt32 = 0
        unsafe put(.text(report.title), sheet, row, 0, heading)
        for fact in report.facts {
            row += 1
            unsafe put(.text(fact.label), sheet, row, 0)
            unsafe put(.text(fact.text), sheet, row, 1)
        }
        row += 2
        let first = row
        for (column, own) in table.columns.enumerated() {
            unsafe put(.text(own.heading), sheet, row, UInt16(column), heading)
        }
        for cells in table.rows {
            row += 1
            for (column, cell) in cells.enumerated() {
                unsafe put(cell, sheet, row, UInt16(column), numbers: .grouped)
            }
        }
        if !table.rows.isEmpty {
            _ = unsafe worksheet_autofilter(
                sheet, first, 0, row, UInt16(table.columns.count - 1))
        }
        for cells in table.sums {
            row += 1
            for (column, cell) in cells.enumerated() {
                unsafe put(cell, sheet, row, UInt16(column), heading, numbers: .sum)
            }
        }
        unsafe worksheet_freeze_panes(sheet, first + 1, 0)
    }
}
