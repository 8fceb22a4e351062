import CPDFCanvas
package import Reports

/// A report as PDF: A4 across, tables that go on over pages with their heads repeated, pages
/// numbered. Equal reports make equal bytes where the fonts are the same.
package enum ReportPDF {
    package static func write(
        _ report: ReportDocument, to path: String
    ) throws(Documents.Failure) {
        let canvas = unsafe pdf_open(
            path, Look.width, Look.height, report.title, "Matchbook", report.asOf)
        guard let canvas = unsafe canvas else {
            throw .notWritten(path: path, reason: "pdf_open")
        }
        var page = unsafe ReportPage(canvas: canvas, report: report)
        unsafe page.writeAll()
        if let reason = unsafe pdf_close(canvas) {
            throw .notWritten(path: path, reason: unsafe String(cString: reason))
        }
    }
}

/// Sizes in points, and colours.
private enum Look {
    /// A4 across, in points.
    static let width = 841.89
    static let height = 595.28
    static let margin = 36.0
    static let bottom = height - 44
    static let gap = 6.0
    static let ink: UInt32 = 0x171C26
    static let soft: UInt32 = 0x535C6B
    static let line: UInt32 = 0xD9DDE3
    static let head: UInt32 = 0xEEF1F4
    /// What a cell may take before it is cut with an ellipsis.
    static let cellLines: Int32 = 4
}

/// Where writing stands on the page.
@unsafe private struct ReportPage {
    let canvas: OpaquePointer
    let report: ReportDocument
    private var y = Look.margin
    private var number = 1

    init(canvas: OpaquePointer, report: ReportDocument) {
        unsafe self.canvas = unsafe canvas
        unsafe self.report = report
    }

    mutating func writeAll() {
        unsafe write(report.title, x: Look.margin, size: 18, bold: true)
        let facts = unsafe report.facts.map { "\($0.label) \($0.text)" }
        unsafe write(facts.joined(separator: "   ·   "), x: Look.margin, size: 9)
        for table in unsafe report.tables { unsafe write(table) }
        for note in unsafe report.notes {
            unsafe make(room: 24)
            unsafe y += 8
            unsafe write(note, x: Look.margin, size: 9)
        }
        unsafe endPage()
    }

    private var inner: Double { Look.width - 2 * Look.margin }

    private mutating func write(
        _ text: String, x: Double, size: Double, bold: Bool = false
    ) {
        let style = unsafe self.style(size: size, bold: bold, width: inner)
        unsafe put(text, x: x, y: y, style)
        unsafe y += unsafe pdf_text_height(canvas, text, style) + 4
    }

    private mutating func write(_ table: ReportTable) {
        unsafe make(room: 80)
        unsafe y += 10
        unsafe write(table.title, x: Look.margin, size: 12, bold: true)
        let total = table.columns.reduce(0) { $0 + $1.weight }
        let inner = unsafe inner
        let widths = table.columns.map { inner * Double($0.weight) / Double(total) }
        let heading = table.columns.map(\.heading)
        unsafe writeHead(heading, table, widths)
        for cells in table.rows {
            unsafe row(cells.map(GroupedNumber.text), table, widths, bold: false) { page in
                unsafe page.writeHead(heading, table, widths)
            }
        }
        for cells in table.sums {
            unsafe row(cells.map(GroupedNumber.text), table, widths, bold: true) { page in
                unsafe page.writeHead(heading, table, widths)
            }
        }
    }

    private mutating func writeHead(
        _ heading: [String], _ table: ReportTable, _ widths: [Double]
    ) {
        let height = unsafe height(heading, table, widths, bold: true)
        unsafe pdf_rectangle(
            canvas, Look.margin, y, inner, height, Look.head)
        unsafe cells(heading, table, widths, bold: true, colour: Look.soft)
        unsafe y += height
    }

    private mutating func row(
        _ texts: [String], _ table: ReportTable, _ widths: [Double], bold: Bool,
        again: (inout ReportPage) -> Void
    ) {
        let height = unsafe height(texts, table, widths, bold: bold)
        if unsafe y + height > Look.bottom {
            unsafe endPage()
            unsafe again(&self)
        }
        unsafe cells(texts, table, widths, bold: bold, colour: Look.ink)
        unsafe y += height
        unsafe pdf_rectangle(canvas, Look.margin, y, inner, 0.5, Look.line)
    }

    private func height(
        _ texts: [String], _ table: ReportTable, _ widths: [Double], bold: Bool
    ) -> Double {
        var height = 0.0
        for (index, text) in texts.enumerated() {
            let style = unsafe self.style(
                of: table.columns[index], width: widths[index], bold: bold, Look.ink)
            height = max(height, unsafe pdf_text_height(canvas, text, style))
        }
        return height + Look.gap
    }

    private func cells(
        _ texts: [String], _ table: ReportTable, _ widths: [Double], bold: Bool, colour: UInt32
    ) {
        var x = Look.margin
        for (index, text) in texts.enumerated() {
            let style = unsafe self.style(
                of: table.columns[index], width: widths[index], bold: bold, colour)
            unsafe put(text, x: x + 3, y: y + Look.gap / 2, style)
            x += widths[index]
        }
    }

    private func put(_ text: String, x: Double, y: Double, _ style: pdf_text_style) {
        unsafe pdf_text(canvas, x, y, text, style)
    }

    private mutating func make(room: Double) {
        let isFull = unsafe y + room > Look.bottom
        if isFull { unsafe endPage() }
    }

    private mutating func endPage() {
        let style = unsafe self.style(
            size: 8, bold: false, width: inner, colour: Look.soft, PDF_RIGHT)
        let foot = unsafe "\(report.title) · \(number)"
        unsafe put(
            foot, x: Look.margin, y: Look.height - 30, style)
        unsafe pdf_end_page(canvas)
        unsafe y = Look.margin
        unsafe number += 1
    }

    // MARK: Looks

    private func style(
        of column: ReportTable.Column, width: Double, bold: Bool, _ colour: UInt32
    ) -> pdf_text_style {
        let alignment = column.kind == .number ? PDF_RIGHT : PDF_LEFT
        return unsafe style(
            size: column.kind == .code ? 7.5 : 8.5, bold: bold, width: width - 6,
            colour: colour, alignment, lines: Look.cellLines)
    }

    private func style(
        size: Double, bold: Bool, width: Double, colour: UInt32 = Look.ink,
        _ alignment: pdf_alignment = PDF_LEFT, lines: Int32 = 0
    ) -> pdf_text_style {
        let tag: StaticString
        switch unsafe report.language {
        case .simplifiedChinese: tag = "zh-CN"
        case .traditionalChinese: tag = "zh-TW"
        case .english: tag = "en"
        }
        let family: StaticString = "Noto Sans CJK SC, Noto Sans, sans-serif"
        return unsafe pdf_text_style(
            family: ReportPage.cString(family), language: ReportPage.cString(tag), size: size,
            bold: bold ? 1 : 0, colour: colour, alignment: alignment, width: width,
            lines: lines)
    }

    private static func cString(_ text: StaticString) -> UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
