import CFreeXL
import Glibc
package import Records
package import Statements

/// Cells of a legacy .xls (BIFF), which freexl opens by path only: the bytes go through an anonymous
/// file of this process, never through a name another could reach.
package enum LegacySpreadsheet {
    /// The first bytes of every compound file, hence of every .xls since Excel 5.
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    /// The format ends at 65,536 rows of 256 columns; a full sheet of short texts takes 40 MB.
    static let byteLimit = 64 << 20
    /// A bank's export has one sheet, a marketplace's three.
    static let sheetLimit = 64

    package static func isLegacy(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    /// The file with its sheets where it is a .xls, else as it came. A problem says why one that
    /// looks like a .xls could not be opened.
    package static func withCells(
        _ file: RawFile, limits: Limits
    ) -> (file: RawFile, problem: Problem?) {
        guard file.sheets == nil, isLegacy(file.bytes) else { return (file, nil) }
        guard file.bytes.count <= byteLimit else {
            let problem = Problem(
                file: file.name, code: .limitExceeded, found: "\(file.bytes.count)",
                expected: "≤ \(byteLimit)")
            return (file, problem)
        }
        do throws(Refusal) {
            return (
                RawFile(name: file.name, bytes: [], sheets: try sheets(file.bytes, limits: limits)),
                nil
            )
        } catch {
            let problem = Problem(
                file: file.name, code: .badSpreadsheet, found: error.found, expected: error.expected)
            return (file, problem)
        }
    }

    private struct Refusal: Error {
        var found: String
        var expected: String
    }

    private static func sheets(
        _ bytes: [UInt8], limits: Limits
    ) throws(Refusal) -> [RawFile.Sheet] {
        let descriptor = anonymous_file()
        guard descriptor >= 0 else { throw Refusal(found: "errno \(errno)", expected: "memfd") }
        defer { close(descriptor) }
        try fill(descriptor, with: bytes)
        var handle: UnsafeRawPointer?
        let opened = unsafe freexl_open("/proc/self/fd/\(descriptor)", &handle)
        // Even a failed opening leaves a handle behind.
        defer { _ = unsafe freexl_close(handle) }
        guard opened == FREEXL_OK else {
            throw Refusal(found: "freexl \(opened)", expected: "BIFF5 | BIFF8")
        }
        var count: UInt32 = 0
        let info = unsafe freexl_get_info(
            handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count)
        guard info == FREEXL_OK, count <= sheetLimit else {
            throw Refusal(found: "\(count) sheets", expected: "≤ \(sheetLimit)")
        }
        var sheets: [RawFile.Sheet] = []
        for index in 0..<UInt16(count) {
            sheets.append(try unsafe sheet(index, of: handle, limits: limits))
        }
        return sheets
    }

    private static func fill(
        _ descriptor: Int32, with bytes: [UInt8]
    ) throws(Refusal) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress! + written, bytes.count - written)
            }
            guard count > 0 else { throw Refusal(found: "errno \(errno)", expected: "memfd") }
            written += count
        }
    }

    private static func sheet(
        _ index: UInt16, of handle: UnsafeRawPointer?, limits: Limits
    ) throws(Refusal) -> RawFile.Sheet {
        var name: UnsafePointer<CChar>?
        _ = unsafe freexl_get_worksheet_name(handle, index, &name)
        var sheet = RawFile.Sheet(name: unsafe name.map { unsafe String(cString: $0) } ?? "")
        var rows: UInt32 = 0
        var columns: UInt16 = 0
        guard unsafe freexl_select_active_worksheet(handle, index) == FREEXL_OK,
            unsafe freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK
        else { throw Refusal(found: "sheet \(index + 1)", expected: "dimensions") }
        guard Int(columns) <= limits.columns else {
            throw Refusal(found: "\(columns) columns", expected: "≤ \(limits.columns)")
        }
        var cells = [String](repeating: "", count: Int(columns))
        for row in 0..<rows {
            for column in 0..<columns {
                cells[Int(column)] = unsafe text(handle, row, column)
            }
            sheet.appendRow(cells, line: Int(row) + 1)
        }
        return sheet
    }

    private static func text(
        _ handle: UnsafeRawPointer?, _ row: UInt32, _ column: UInt16
    ) -> String {
        var cell = unsafe FreeXL_CellValue()
        guard unsafe freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else { return "" }
        switch Int32(unsafe cell.type) {
        case FREEXL_CELL_INT: return String(unsafe cell.value.int_value)
        case FREEXL_CELL_DOUBLE: return NumberText.shortest(unsafe cell.value.double_value)
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT, FREEXL_CELL_DATE, FREEXL_CELL_DATETIME,
            FREEXL_CELL_TIME:
            return unsafe cell.value.text_value.map { unsafe String(cString: $0) } ?? ""
        default: return ""
        }
    }
}

/// A spreadsheet's binary number as the text its owner sees.
enum NumberText {
    /// What Excel itself shows and keeps.
    static let digitLimit = 15

    /// The shortest decimal that reads back as the same number, to 15 digits: 6688.0 is "6688",
    /// 16.78 is "16.78". From 10^15 on it keeps its exponent, so that a damaged id is seen as one.
    static func shortest(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        var (digits, point) = parts(value.magnitude.description)
        if digits.count > digitLimit { (digits, point) = rounded(digits, point) }
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        if digits.allSatisfy({ $0 == 0 }) { return "0" }
        let sign = value < 0 ? "-" : ""
        guard (-digitLimit...digitLimit).contains(point) else {
            return sign + exponential(digits, point)
        }
        if point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + text(digits[...])
        }
        if digits.count <= point {
            return sign + text(digits[...]) + String(repeating: "0", count: point - digits.count)
        }
        return sign + text(digits[..<point]) + "." + text(digits[point...])
    }

    /// The significant digits, and where the point stands among them.
    private static func parts(_ description: String) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var rest = description.utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == 0x2E {
                point = digits.count
            } else if byte == 0x65 {
                exponent = Int(String(rest.filter { $0 != 0x2B }.map { Character(Unicode.Scalar($0)) }))!
                break
            } else {
                digits.append(byte - 0x30)
            }
        }
        let zeros = digits.prefix { $0 == 0 }.count
        let place = (point ?? digits.count) + exponent - zeros
        return (Array(digits.dropFirst(zeros)), place)
    }

    /// To 15 digits, a half away from zero.
    private static func rounded(_ digits: [UInt8], _ point: Int) -> (digits: [UInt8], point: Int) {
        var kept = Array(digits[..<digitLimit])
        guard digits[digitLimit] >= 5 else { return (kept, point) }
        var index = digitLimit - 1
        while index >= 0, kept[index] == 9 {
            kept[index] = 0
            index -= 1
        }
        if index >= 0 {
            kept[index] += 1
            return (kept, point)
        }
        return ([1] + kept.dropLast(), point + 1)
    }

    private static func exponential(_ digits: [UInt8], _ point: Int) -> String {
        let fraction = digits.count > 1 ? "." + text(digits[1...]) : ""
        let exponent = point - 1
        return "\(digits[0])\(fraction)E\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String {
        digits.reduce(into: "") { $0 += String($1) }
    }
}
