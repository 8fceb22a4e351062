import Records

/// A worksheet (ECMA-376 part 1, §18.3.1): cells in the order of the file into columns of text.
final class SheetHandler: XMLHandler {
    private(set) var sheet: RawFile.Sheet
    private(set) var wantsText = false
    private let strings: SharedStringsHandler
    private let styles: [CellForm]
    private let countsFrom1904: Bool
    private let limits: Limits

    private var row = 0
    /// Column of the last cell seen, from 1.
    private var column = 0
    private var filledColumns = 0
    private var type = ""
    private var form = CellForm.number
    private var text: [UInt8] = []
    private var isInline = false
    private var isPhonetic = false

    /// The last row of a sheet in every office program.
    static let rowLimit = 1_048_576

    init(
        name: String, strings: SharedStringsHandler, styles: [CellForm], countsFrom1904: Bool,
        limits: Limits
    ) {
        sheet = RawFile.Sheet(name: name)
        self.strings = strings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
        self.limits = limits
    }

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        switch name {
        case "row": try startRow(attributes["r"])
        case "c":
            try placeCell(attributes["r"])
            type = attributes["t"] ?? "n"
            let style = Int(attributes["s"] ?? "") ?? 0
            form = styles.indices.contains(style) ? styles[style] : .number
            text.removeAll(keepingCapacity: true)
        case "v": wantsText = true
        case "is": isInline = true
        case "rPh": isPhonetic = true
        case "t": wantsText = isInline && !isPhonetic
        default: break
        }
    }

    func end(_ name: String) throws(ContainerFault) {
        switch name {
        case "row": if filledColumns > 0 { sheet.endRow() }
        case "c": try endCell()
        case "v", "t": wantsText = false
        case "is": isInline = false
        case "rPh": isPhonetic = false
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>) throws(ContainerFault) {
        try SheetText.append(bytes, to: &text, limit: limits.lineBytes)
    }

    /// Rows stand in ascending order; one without a number follows the one before.
    private func startRow(_ number: String?) throws(ContainerFault) {
        let next = try number.map { (text) throws(ContainerFault) in
            guard let value = Int(text), value > row else {
                throw .spreadsheet("row \(text)", expected: "> \(row)")
            }
            return value
        }
        row = next ?? row + 1
        guard row <= SheetHandler.rowLimit, row <= limits.rows else {
            throw .limit("\(row)", min(SheetHandler.rowLimit, limits.rows), "rows")
        }
        column = 0
        filledColumns = 0
    }

    /// "AB12": the column by its letters; the digits are the row's.
    private func placeCell(_ reference: String?) throws(ContainerFault) {
        guard let reference else {
            column += 1
            return
        }
        var place = 0
        var digits = Substring(reference)
        // XFD is the last column of every office program.
        while let letter = digits.utf8.first, (0x41...0x5A).contains(letter), place < 1 << 14 {
            place = place * 26 + Int(letter - 0x40)
            digits = digits.dropFirst()
        }
        guard place > column, Int(digits) == row else {
            throw .spreadsheet(reference, expected: "> \(column), \(row)")
        }
        column = place
    }

    private func endCell() throws(ContainerFault) {
        guard !text.isEmpty else { return }
        guard row > 0 else { throw .spreadsheet("c", expected: "row") }
        guard column <= limits.columns else {
            throw .limit("\(column)", limits.columns, "columns")
        }
        switch type {
        case "s":
            let index = Int(String(decoding: text, as: UTF8.self)) ?? -1
            guard let shared = strings[index] else {
                throw .spreadsheet(
                    String(decoding: text, as: UTF8.self), expected: "shared string")
            }
            if !shared.isEmpty { append(shared) }
        case "b": append((text == [0x31] ? "TRUE" : "FALSE").utf8)
        case "n":
            let raw = String(decoding: text, as: UTF8.self)
            let date =
                form == .number ? nil : CellNumber.text(raw, as: form, from1904: countsFrom1904)
            append((date ?? CellNumber.text(raw)).utf8)
        default:
            // str, inlineStr, e (an error word such as #N/A), d (ISO 8601): the text is the value.
            var plain: [UInt8] = []
            SheetText.appendUnescaped(text, to: &plain)
            append(plain)
        }
        // A short shared text named in every cell could unfold without end.
        guard sheet.text.count <= limits.sheetXMLBytes else {
            throw .limit("> \(limits.sheetXMLBytes)", limits.sheetXMLBytes, "bytes")
        }
    }

    private func append(_ cell: some Collection<UInt8>) {
        if filledColumns == 0 { sheet.startRow(line: row) }
        while filledColumns < column - 1 {
            sheet.appendCell([])
            filledColumns += 1
        }
        sheet.appendCell(cell)
        filledColumns = column
    }
}
