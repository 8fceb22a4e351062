import Records

/// GB18030 → UTF-8 for short fields: a table of the two-byte characters, made once from the
/// system's decoder. The rare four-byte characters go to that decoder one by one.
enum GB18030Text {
    private static let trails = 190

    /// Code points by (lead − 0x81) × 190 + trail; 0 where there is none.
    private static let table: [UInt32] = {
        var table: [UInt32] = []
        table.reserveCapacity(126 * trails)
        for lead in UInt8(0x81)...0xFE { table.append(contentsOf: row(of: lead)) }
        return table
    }()

    private static func row(of lead: UInt8) -> [UInt32] {
        let seconds = (UInt8(0x40)...0x7E).map { $0 } + (UInt8(0x80)...0xFE).map { $0 }
        let whole = Statements.decode(seconds.flatMap { [lead, $0] }, from: .gb18030)
        if let whole, whole.unicodeScalars.count == trails {
            return whole.unicodeScalars.map(\.value)
        }
        return seconds.map { second in
            let text = Statements.decode([lead, second], from: .gb18030) ?? ""
            return text.unicodeScalars.first?.value ?? 0
        }
    }

    /// Appends the text as UTF-8; U+FFFD stands for what is no character.
    static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                output.append(byte)
                index += 1
                continue
            }
            let length = FieldText.characterLength(bytes, index, gb18030: true)
            if length == 2 {
                append(scalar(byte, bytes[index + 1]), to: &output)
            } else {
                let slice = (index..<index + length).map { bytes[$0] }
                output.append(
                    contentsOf: (Statements.decode(slice, from: .gb18030) ?? "\u{FFFD}").utf8)
            }
            index += length
        }
    }

    private static func scalar(_ lead: UInt8, _ trail: UInt8) -> UInt32 {
        guard lead >= 0x81, lead <= 0xFE, trail >= 0x40, trail != 0x7F, trail <= 0xFE
        else { return 0 }
        let column = Int(trail) - (trail > 0x7F ? 0x41 : 0x40)
        return table[(Int(lead) - 0x81) * trails + column]
    }

    private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        let value = scalar == 0 ? 0xFFFD : scalar
        if value < 0x80 {
            output.append(UInt8(value))
        } else if value < 0x800 {
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        } else if value < 0x10000 {
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        } else {
            // FE51 and a few others stand for characters of plane 2.
            output.append(UInt8(0xF0 | value >> 18))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
