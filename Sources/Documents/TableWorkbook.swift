import CLibXlsxWriter
package import Records
package import Reports

/// A workbook of tables that people fill in: columns that may be edited, and the rest locked.
///
/// Texts are written as strings, never as formulas, and amounts as numbers only where a spreadsheet
/// keeps them exactly (`BreaksWorkbook`). The lock has no password: it keeps from slips, and who
/// reads the file back checks every cell.
package enum TableWorkbook {
    package struct Column: Sendable, Hashable {
        package var name: String
        /// In characters.
        package var width: Int
        package var isEdited: Bool

        package init(_ name: String, width: Int, isEdited: Bool) {
            self.name = name
            self.width = width
            self.isEdited = isEdited
        }
    }

    package struct Table: Sendable {
        package var name: String
        package var columns: [Column]
        package var rows: [[Cell]]

        package init(name: String, columns: [Column], rows: [[Cell]]) {
            self.name = name
            self.columns = columns
            self.rows = rows
        }
    }

    package static func write(
        _ tables: [Table], title: String, author: String, at time: Instant, to path: String
    ) throws(Documents.Failure) {
        guard let book = unsafe workbook_new(path) else {
            throw .notWritten(path: path, reason: "workbook_new")
        }
        var open = unsafe OpenWorkbook(book: book)
        unsafe open.setProperties(title: title, author: author, at: time)
        for table in tables { unsafe open.add(table) }
        let failure = unsafe workbook_close(book)
        guard failure == LXW_NO_ERROR else {
            throw .notWritten(path: path, reason: unsafe String(cString: lxw_strerror(failure)))
        }
    }
}

extension OpenWorkbook {
    fileprivate mutating func add(_ table: TableWorkbook.Table) {
        let sheet = unsafe workbook_add_worksheet(book, table.name)
        let edited = unsafe workbook_add_format(book)
        unsafe format_set_unlocked(edited)
        unsafe format_set_bg_color(edited, 0xFFF9E5)
        // Numbers and dates that are typed stay as they are typed.
        unsafe format_set_num_format(edited, "@")
        for (place, column) in table.columns.enumerated() {
            let place = UInt16(place)
            let style = unsafe column.isEdited ? edited : nil
            _ = unsafe worksheet_set_column(sheet, place, place, Double(column.width), style)
            _ = unsafe worksheet_write_string(sheet, 0, place, column.name, head)
        }
        var row: UInt32 = 0
        for cells in table.rows.prefix(BreaksWorkbook.rowLimit) {
            row += 1
            for (place, cell) in cells.enumerated() {
                let isEdited = table.columns[place].isEdited
                if isEdited, cell == .empty {
                    _ = unsafe worksheet_write_blank(sheet, row, UInt16(place), edited)
                } else {
                    unsafe put(cell, sheet, row, UInt16(place), isEdited ? edited : nil)
                }
            }
        }
        _ = unsafe worksheet_freeze_panes(sheet, 1, 0)
        guard table.columns.contains(where: \.isEdited) else { return }
        _ = unsafe worksheet_autofilter(sheet, 0, 0, row, UInt16(table.columns.count - 1))
        var allowed = lxw_protection()
        allowed.format_columns = 1
        allowed.format_rows = 1
        allowed.sort = 1
        allowed.autofilter = 1
        unsafe worksheet_protect(sheet, nil, &allowed)
    }
}
