import CLibXlsxWriter
import Records
import Reports

/// The open workbook, with its formats.
@unsafe struct OpenWorkbook {
    let book: UnsafeMutablePointer<lxw_workbook>
    let head: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    private var numbers: [NumberKey: UnsafeMutablePointer<lxw_format>?] = unsafe [:]

    /// How numbers look: amounts always with thousands, counts where they are `grouped`, both bold
    /// on grey in a `sum`.
    enum NumberLook { case plain, grouped, sum }

    private struct NumberKey: Hashable {
        var decimals: Int
        var isSum: Bool
    }

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

    /// The time that is told stands for the clock's: two runs make the same bytes.
    func setProperties(title: String, author: String, at time: Instant) {
        unsafe title.withCString { title in
            unsafe author.withCString { author in
                var properties = unsafe lxw_doc_properties()
                unsafe properties.title = UnsafeMutablePointer(mutating: title)
                unsafe properties.author = UnsafeMutablePointer(mutating: author)
                unsafe properties.created = Int(time.seconds)
                _ = unsafe workbook_set_properties(book, &properties)
            }
        }
    }

    mutating func put(
        _ cell: Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32,
        _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>? = nil,
        numbers look: NumberLook = .plain
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
            let style = unsafe look == .plain ? format : number(0, isSum: look == .sum)
            _ = unsafe worksheet_write_number(sheet, row, column, Double(value), style)
        case .amount(let decimal):
            guard BreaksWorkbook.isExact(decimal), let value = Double(decimal) else {
                _ = unsafe worksheet_write_string(sheet, row, column, decimal, format)
                return
            }
            let decimals = decimal.split(separator: ".").dropFirst().first?.count ?? 0
            let style = unsafe number(decimals, isSum: look == .sum)
            _ = unsafe worksheet_write_number(sheet, row, column, value, style)
        }
    }

    /// Thousands and exactly as many decimals as the amount has.
    private mutating func number(
        _ decimals: Int, isSum: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        let key = NumberKey(decimals: decimals, isSum: isSum)
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
