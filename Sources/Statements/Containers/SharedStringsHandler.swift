import Records

/// The workbook's table of texts (ECMA-376 part 1, §18.4): runs joined, phonetic readings left out.
final class SharedStringsHandler: XMLHandler {
    private(set) var wantsText = false
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var text: [UInt8] = []
    private var isPhonetic = false
    private let byteLimit: Int
    private let textLimit: Int

    init(limits: Limits) {
        byteLimit = limits.sharedStringsBytes
        textLimit = limits.lineBytes
    }

    /// Nil where the table has no such string.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func start(_ name: String, _ attributes: borrowing XMLAttributes) throws(ContainerFault) {
        switch name {
        case "rPh": isPhonetic = true
        case "t": wantsText = !isPhonetic
        default: break
        }
    }

    func end(_ name: String) throws(ContainerFault) {
        switch name {
        case "rPh": isPhonetic = false
        case "t": wantsText = false
        case "si":
            SheetText.appendUnescaped(text, to: &bytes)
            ends.append(bytes.count)
            text.removeAll(keepingCapacity: true)
            // An empty text costs its end alone.
            guard bytes.count + ends.count * MemoryLayout<Int>.size <= byteLimit else {
                throw .limit("> \(byteLimit)", byteLimit, "bytes")
            }
        default: break
        }
    }

    func text(_ piece: Span<UInt8>) throws(ContainerFault) {
        try SheetText.append(piece, to: &text, limit: textLimit)
    }
}

/// Text of cells, as SpreadsheetML writes it.
enum SheetText {
    static func append(
        _ piece: Span<UInt8>, to text: inout [UInt8], limit: Int
    ) throws(ContainerFault) {
        guard text.count + piece.count <= limit else { throw .limit("> \(limit)", limit, "bytes") }
        for index in piece.indices { text.append(piece[index]) }
    }

    /// Resolves `_xHHHH_` (ECMA-376 part 1, §22.4.2.4: ST_Xstring), by which characters are written
    /// that XML cannot hold.
    static func appendUnescaped(_ text: [UInt8], to target: inout [UInt8]) {
        var index = 0
        while index < text.count {
            if text[index] == 0x5F, let scalar = escape(text, at: index),
                let encoded = UTF8.encode(scalar)
            {
                target.append(contentsOf: encoded)
                index += 7
            } else {
                target.append(text[index])
                index += 1
            }
        }
    }

    private static func escape(_ text: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + 6 < text.count, text[index + 1] == 0x78, text[index + 6] == 0x5F else {
            return nil
        }
        var value: UInt32 = 0
        for byte in text[index + 2..<index + 6] {
            guard let digit = JSONText.hexadecimal(byte) else { return nil }
            value = value << 4 | digit
        }
        return Unicode.Scalar(value)
    }
}
