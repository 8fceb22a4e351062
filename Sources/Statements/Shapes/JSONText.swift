enum JSONText {
    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// Appends a checked string's content with its escapes resolved.
    static func unescape(_ content: Span<UInt8>, into text: inout [UInt8]) {
        var index = 0
        func unit(_ at: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 << 4 | (hexadecimal(content[at + $1]) ?? 0) }
        }
        while index < content.count {
            guard content[index] == 0x5C else {
                text.append(content[index])
                index += 1
                continue
            }
            let letter = content[index + 1]
            index += 2
            switch letter {
            case 0x62: text.append(0x08)
            case 0x66: text.append(0x0C)
            case 0x6E: text.append(0x0A)
            case 0x72: text.append(0x0D)
            case 0x74: text.append(0x09)
            case 0x75:
                var scalar = unit(index)
                index += 4
                if scalar & 0xFC00 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(index + 2) & 0x3FF)
                    index += 6
                }
                if let valid = Unicode.Scalar(scalar), let encoded = UTF8.encode(valid) {
                    text.append(contentsOf: encoded)
                }
            default: text.append(letter)
            }
        }
    }
}
