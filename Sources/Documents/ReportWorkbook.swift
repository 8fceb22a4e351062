import CLibXlsxWriter
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
        var sheets = unsafe WorkbookSheets(book: book)
        unsafe sheets.setTitle(report.title)
        var names: Set<String> = []
        for (index, table) in report.tables.enumerated() {
            let name = ReportWorkbook.sheetName(table.title, number: index + 1, taken: names)
            names.insert(name)
            unsafe sheets.add(table, of: report, named: name)
        }
        let failure = unsafe workbook_close(book)
        guard failure == LXW_NO_ERROR else {
            throw .notWritten(path: path, reason: unsafe String(cString: lxw_strerror(failure)))
        }
    }

    /// Excel takes 31 characters, without `[]:*?/\`, each name once.
    static func sheetName(_ title: String, number: Int, taken: Set<String>) -> String {
        let allowed = title.filter { !"[]:*?/\\'".contains($0) }
        let name = String(allowed.prefix(31))
        return name.isEmpty || taken.contains(name) ? "\(number)" : name
    }
}

/// The open workbook, with its formats.
@unsafe private struct WorkbookSheets {
    let book: UnsafeMutablePointer<lxw_workbook>
    let head: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    var numbers: [Key: UnsafeMutablePointer<lxw_format>?] = unsafe [:]

    struct Key: Hashable {
        var decimals: Int
        var isSum: Bool
    }

    init(book: UnsafeMutablePointer<lxw_workbook>) {
        unsafe self.book = unsafe book
        unsafe head = unsafe workbook_add_format(book)
        unsafe format_set_bold(head)
        unsafe format_set_bg_color(head, 0xE8EDF3)
        unsafe wrapped = unsafe workbook_add_format(book)
        unsafe format_set_text_wrap(wrapped)
        unsafe format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }

    /// A fixed date stands for the clock's: equal reports make equal bytes.
    func setTitle(_ title: String) {
        unsafe title.withCString { title in
            unsafe "Matchbook".withCString { author in
                var properties = unsafe lxw_doc_properties()
                unsafe properties.title = UnsafeMutablePointer(mutating: title)
                unsafe properties.author = UnsafeMutablePointer(mutating: author)
                unsafe properties.created = 946_684_800
                _ = unsafe workbook_set_properties(book, &properties)
            }
        }
    }

    mutating func add(_ table: ReportTable, of report: ReportDocument, named name: String) {
        let sheet = unsafe workbook_add_worksheet(book, name)
        for (column, own) in table.columns.enumerated() {
            let width = Double(max(8, own.weight)) * 1.4
            _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
        }
        var row: UInt32 = 0
        unsafe put(.text(report.title), sheet, row, 0, head)
        for fact in report.facts {
            row += 1
            unsafe put(.text(fact.label), sheet, row, 0)
            unsafe put(.text(fact.text), sheet, row, 1)
        }
        row += 2
        let first = row
        for (column, own) in table.columns.enumerated() {
            unsafe put(.text(own.heading), sheet, row, UInt16(column), head)
        }
        for cells in table.rows {
            row += 1
            for (column, cell) in cells.enumerated() {
                unsafe put(cell, sheet, row, UInt16(column))
            }
        }
        if !table.rows.isEmpty {
            _ = unsafe worksheet_autofilter(
                sheet, first, 0, row, UInt16(table.columns.count - 1))
        }
        for cells in table.sums {
            row += 1
            for (column, cell) in cells.enumerated() {
                unsafe put(cell, sheet, row, UInt16(column), head, isSum: true)
            }
        }
        unsafe worksheet_freeze_panes(sheet, first + 1, 0)
    }

    private mutating func put(
        _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32,
        _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>? = nil, isSum: Bool = false
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
            let style = unsafe number(0, isSum)
            _ = unsafe worksheet_write_number(sheet, row, column, Double(value), style)
        case .amount(let decimal):
            guard BreaksWorkbook.isExact(decimal), let value = Double(decimal) else {
                _ = unsafe worksheet_write_string(sheet, row, column, decimal, format)
                return
            }
            let decimals = decimal.split(separator: ".").dropFirst().first?.count ?? 0
            let style = unsafe number(decimals, isSum)
            _ = unsafe worksheet_write_number(sheet, row, column, value, style)
        }
    }

    /// Thousands and exactly as many decimals as the amount has.
    private mutating func number(
        _ decimals: Int, _ isSum: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        let key = Key(decimals: decimals, isSum: isSum)
        if let known = unsafe numbers[key] { return unsafe known }
        let format = unsafe workbook_add_format(book)
        let pattern = decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals)
        unsafe format_set_num_format(format, pattern)
        if isSum {
            unsafe format_set_bold(format)
            unsafe format_set_bg_color(format, 0xE8EDF3)
        }
        unsafe numbers[key] = unsafe format
        return unsafe format
    }
}
