import Records
import Statements

/// The cells of a BIFF8 or BIFF5 workbook stream ([MS-XLS]): texts, numbers, cached results of
/// formulas. Record numbers are those of the specification.
struct BinaryWorkbook {
    enum Failure: Error {
        case damaged(String)
        case encrypted
        case limit(found: Int, limit: Int)
    }

    private struct Record {
        var type: UInt16
        var start: Int
        var length: Int
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var isBIFF8 = true
    private var strings: [String] = []
    private var formats: [UInt16: Bool] = [:]
    private var cellFormats: [UInt16] = []
    private var epochIs1904 = false
    private var sheetStarts: [(name: String, offset: Int)] = []
    private(set) var sheets: [RawFile.Sheet] = []

    /// A bank's export has one sheet, a marketplace's three.
    static let sheetLimit = 64

    init(_ bytes: [UInt8], limits: Limits) throws(Failure) {
        self.bytes = bytes
        self.limits = limits
        try readGlobals()
        guard sheetStarts.count <= BinaryWorkbook.sheetLimit else {
            throw .limit(found: sheetStarts.count, limit: BinaryWorkbook.sheetLimit)
        }
        for (name, offset) in sheetStarts { sheets.append(try sheet(name, at: offset)) }
    }

    /// The record at an offset, nil at the end of the stream.
    private func record(at offset: Int) -> Record? {
        guard offset + 4 <= bytes.count else { return nil }
        let length = Int(LittleEndian.word16(bytes, offset + 2))
        guard offset + 4 + length <= bytes.count else { return nil }
        return Record(
            type: LittleEndian.word16(bytes, offset), start: offset + 4, length: length)
    }

    private mutating func readGlobals() throws(Failure) {
        guard let first = record(at: 0), first.type == 0x809, first.length >= 4 else {
            throw .damaged("BOF")
        }
        let version = LittleEndian.word16(bytes, first.start)
        guard version == 0x600 || version == 0x500 else { throw .damaged("BIFF \(version)") }
        isBIFF8 = version == 0x600
        var offset = 0
        while let record = record(at: offset) {
            offset = record.start + record.length
            switch record.type {
            case 0x2F: throw .encrypted
            case 0x85 where record.length >= 8: readSheetName(record)
            case 0x22 where record.length >= 2:
                epochIs1904 = LittleEndian.word16(bytes, record.start) == 1
            case 0x41E where record.length >= 3: readFormat(record)
            case 0xE0 where record.length >= 4:
                cellFormats.append(LittleEndian.word16(bytes, record.start + 2))
            case 0xFC where record.length >= 8: strings = sharedStrings(record)
            case 0x0A: return
            default: break
            }
        }
    }

    private mutating func readSheetName(_ record: Record) {
        // Charts and macros are no tables.
        guard bytes[record.start + 5] == 0 else { return }
        var reader = BinaryText([record.start..<record.start + record.length], at: 6)
        let count = Int(bytes[record.start + 6])
        reader.skip(1, bytes)
        let name = isBIFF8 ? reader.text(count, bytes) : narrow(record.start + 7, count, record)
        sheetStarts.append((name, Int(LittleEndian.word32(bytes, record.start))))
    }

    private mutating func readFormat(_ record: Record) {
        let number = LittleEndian.word16(bytes, record.start)
        var text = ""
        if isBIFF8 {
            guard record.length >= 5 else { return }
            var reader = BinaryText([record.start..<record.start + record.length], at: 4)
            text = reader.text(Int(LittleEndian.word16(bytes, record.start + 2)), bytes)
        } else {
            text = narrow(record.start + 3, Int(bytes[record.start + 2]), record)
        }
        formats[number] = BinaryWorkbook.isDateFormat(text)
    }

    /// Letters of days and times outside quotes and brackets.
    static func isDateFormat(_ text: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for letter in text.lowercased() {
            switch letter {
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y", "m", "d", "h", "s": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }

    /// Text of BIFF5, in the system's code page: that of Chinese Windows.
    private func narrow(_ start: Int, _ count: Int, _ record: Record) -> String {
        let end = min(start + count, record.start + record.length)
        guard start < end else { return "" }
        return Statements.decode(Array(bytes[start..<end]), from: .gb18030) ?? ""
    }

    private func sharedStrings(_ record: Record) -> [String] {
        var parts = [record.start..<record.start + record.length]
        var next = parts[0].upperBound
        while let part = self.record(at: next), part.type == 0x3C {
            parts.append(part.start..<part.start + part.length)
            next = part.start + part.length
        }
        let stated = Int(LittleEndian.word32(bytes, record.start + 4))
        var reader = BinaryText(parts, at: 8)
        var all: [String] = []
        while all.count < stated, !reader.isAtEnd { all.append(reader.sharedText(bytes)) }
        return all
    }

    private func sheet(_ name: String, at start: Int) throws(Failure) -> RawFile.Sheet {
        guard let first = record(at: start), first.type == 0x809 else { throw .damaged(name) }
        var cells: [Int: [Int: String]] = [:]
        var offset = first.start + first.length
        var depth = 1
        var waiting: (row: Int, column: Int)?
        while depth > 0 {
            guard let record = record(at: offset) else { throw .damaged("\(name): EOF") }
            offset = record.start + record.length
            switch record.type {
            // A chart inside the sheet is a stream of its own.
            case 0x809: depth += 1
            case 0x0A: depth -= 1
            case 0x207:
                if depth == 1, let place = waiting {
                    cells[place.row, default: [:]][place.column] = result(record)
                }
            case _ where depth == 1:
                waiting = read(record, into: &cells) ?? (record.type == 0x3C ? waiting : nil)
            default: break
            }
        }
        return try table(name, cells)
    }

    /// Reads one cell record. Answers the place of a formula whose text follows.
    private func read(
        _ record: Record, into cells: inout [Int: [Int: String]]
    ) -> (row: Int, column: Int)? {
        guard record.length >= 6 else { return nil }
        let row = Int(LittleEndian.word16(bytes, record.start))
        let column = Int(LittleEndian.word16(bytes, record.start + 2))
        let format = Int(LittleEndian.word16(bytes, record.start + 4))
        func put(_ text: String, _ column: Int) { cells[row, default: [:]][column] = text }
        switch record.type {
        case 0xFD where record.length >= 10:
            let index = Int(LittleEndian.word32(bytes, record.start + 6))
            if index < strings.count { put(strings[index], column) }
        case 0x203 where record.length >= 14:
            put(number(LittleEndian.word64(bytes, record.start + 6), format), column)
        case 0x27E where record.length >= 10:
            put(short(LittleEndian.word32(bytes, record.start + 6), format), column)
        case 0xBD:
            for index in 0..<(record.length - 6) / 6 {
                let place = record.start + 4 + 6 * index
                let format = Int(LittleEndian.word16(bytes, place))
                put(short(LittleEndian.word32(bytes, place + 2), format), column + index)
            }
        case 0x204 where record.length >= 8: put(label(record), column)
        case 0x205 where record.length >= 8:
            if bytes[record.start + 7] == 0 {
                put(bytes[record.start + 6] == 0 ? "FALSE" : "TRUE", column)
            }
        case 0x06 where record.length >= 14:
            let value = LittleEndian.word64(bytes, record.start + 6)
            if value >> 48 != 0xFFFF {
                put(number(value, format), column)
            } else if value & 0xFF == 0 {
                return (row, column)
            }
        default: break
        }
        return nil
    }

    private func label(_ record: Record) -> String {
        let count = Int(LittleEndian.word16(bytes, record.start + 6))
        if !isBIFF8 { return narrow(record.start + 8, count, record) }
        var reader = BinaryText([record.start..<record.start + record.length], at: 8)
        return reader.text(count, bytes)
    }

    /// The text of a formula's result.
    private func result(_ record: Record) -> String {
        guard record.length >= 3 else { return "" }
        let count = Int(LittleEndian.word16(bytes, record.start))
        if !isBIFF8 { return narrow(record.start + 2, count, record) }
        var reader = BinaryText([record.start..<record.start + record.length], at: 2)
        return reader.text(count, bytes)
    }

    private func number(_ bits: UInt64, _ format: Int) -> String {
        let value = Double(bitPattern: bits)
        return isDate(format)
            ? SerialDate.text(value, epochIs1904: epochIs1904)
            : NumberText.shortest(value)
    }

    /// An RK value: 30 bits of an integer or of a double, perhaps times a hundred.
    private func short(_ word: UInt32, _ format: Int) -> String {
        let isHundredfold = word & 1 != 0
        let value =
            word & 2 != 0
            ? Double(Int32(bitPattern: word) >> 2)
            : Double(bitPattern: UInt64(word & ~3) << 32)
        return number((isHundredfold ? value / 100 : value).bitPattern, format)
    }

    private func isDate(_ format: Int) -> Bool {
        guard format < cellFormats.count else { return false }
        let number = cellFormats[format]
        return formats[number] ?? (14...22).contains(number) || (45...47).contains(number)
    }

    private func table(
        _ name: String, _ cells: [Int: [Int: String]]
    ) throws(Failure) -> RawFile.Sheet {
        var sheet = RawFile.Sheet(name: name)
        for row in cells.keys.sorted() {
            let columns = cells[row, default: [:]]
            let width = (columns.keys.max() ?? -1) + 1
            guard width <= limits.columns else { throw .limit(found: width, limit: limits.columns) }
            sheet.appendRow((0..<width).map { columns[$0] ?? "" }, line: row + 1)
        }
        return sheet
    }
}
