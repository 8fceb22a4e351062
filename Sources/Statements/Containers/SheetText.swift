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
