/// Writes RFC 4180 rows: UTF-8 with BOM, CRLF, fields quoted only where they must be, and a leading
/// formula character of a text made harmless (OWASP ASVS 5.0, 1.2.10).
package struct CSVWriter: Sendable {
    package var bytes: [UInt8] = []
    private var startsRow = true

    package init() {}

    /// The mark by which spreadsheet programs recognise UTF-8.
    package mutating func byteOrderMark() { bytes += [0xEF, 0xBB, 0xBF] }

    package mutating func row(_ cells: [Cell]) {
        for cell in cells { append(cell) }
        endRow()
    }

    package mutating func header(_ names: [String]) {
        byteOrderMark()
        row(names.map(Cell.text))
    }

    package mutating func append(_ cell: Cell) {
        if !startsRow { bytes.append(0x2C) }
        startsRow = false
        switch cell {
        case .empty: break
        case .text(let text): append(text: text)
        case .amount(let decimal): bytes += decimal.utf8
        case .integer(let value): bytes += String(value).utf8
        }
    }

    package mutating func endRow() {
        bytes += [0x0D, 0x0A]
        startsRow = true
    }

    private mutating func append(text: String) {
        let neutral = CSVWriter.isFormula(text)
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }) else {
            if neutral { bytes.append(0x27) }
            bytes += text.utf8
            return
        }
        bytes.append(0x22)
        if neutral { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Characters by which a spreadsheet takes a text for a formula or a command.
    static func isFormula(_ text: String) -> Bool {
        switch text.utf8.first {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x00: true
        default: false
        }
    }
}
