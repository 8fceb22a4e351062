import Records

/// What is done to the bytes of a field before anyone reads it (docs/formats, "cleaning order").
///
/// Every function is told whether the bytes are GB18030: there a trail byte may look like an ASCII
/// letter, so that text is walked character by character.
enum FieldText {
    /// The range without blanks at both ends and without one leading `mark`.
    /// Blanks are space, TAB, CR, LF, U+00A0, U+3000 and U+FEFF.
    static func trimmed(_ bytes: Span<UInt8>, gb18030: Bool, mark: UInt8?) -> Range<Int> {
        var start = 0
        var end = bytes.count
        skipBlanks(bytes, &start, end, gb18030)
        if let mark, start < end, bytes[start] == mark {
            start += 1
            skipBlanks(bytes, &start, end, gb18030)
        }
        while end > start {
            let length = blankLength(endingAt: end, from: start, bytes, gb18030)
            if length == 0 { break }
            end -= length
        }
        return start..<end
    }

    private static func skipBlanks(
        _ bytes: Span<UInt8>, _ start: inout Int, _ end: Int, _ gb18030: Bool
    ) {
        while start < end {
            let length = blankLength(at: start, end, bytes, gb18030)
            if length == 0 { return }
            start += length
        }
    }

    /// ASCII and no blank; in GB18030 the last of four bytes (2, 3) may look like one.
    @inline(__always)
    static func isPlainEdge(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5F }

    /// Whether no blank starts with the byte.
    @inline(__always)
    static func isPlainStart(_ byte: UInt8, gb18030: Bool) -> Bool {
        if byte < 0x80 { return isPlainEdge(byte) }
        if gb18030 { return byte != 0xA1 && byte != 0x81 && byte != 0x84 }
        return byte != 0xC2 && byte != 0xE3 && byte != 0xEF
    }

    /// Whether no blank ends with the byte.
    @inline(__always)
    static func isPlainEnd(_ byte: UInt8, gb18030: Bool) -> Bool {
        if byte < 0x80 { return isPlainEdge(byte) && (!gb18030 || byte &- 0x32 > 1) }
        return gb18030 ? byte != 0xA1 : byte != 0xA0 && byte != 0x80 && byte != 0xBF
    }

    @inline(__always)
    static func isASCIIBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func blankLength(
        at index: Int, _ end: Int, _ bytes: Span<UInt8>, _ gb18030: Bool
    ) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return isASCIIBlank(byte) ? 1 : 0 }
        if gb18030 {
            // U+3000 is A1 A1, U+00A0 is 81 30 84 32, U+FEFF is 84 31 95 33.
            if index + 1 < end, byte == 0xA1, bytes[index + 1] == 0xA1 { return 2 }
            if index + 3 < end, isFourByteBlank(bytes, index) { return 4 }
            return 0
        }
        if index + 1 < end, byte == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
        return index + 2 < end && isThreeByteBlank(bytes, index) ? 3 : 0
    }

    /// In GB18030 the last byte of a text ends a character, and A1 cannot end one of four bytes:
    /// A1 A1 at the end is therefore always U+3000.
    private static func blankLength(
        endingAt end: Int, from start: Int, _ bytes: Span<UInt8>, _ gb18030: Bool
    ) -> Int {
        let byte = bytes[end - 1]
        if isASCIIBlank(byte) { return 1 }
        if gb18030 {
            if byte == 0xA1, end - 2 >= start, bytes[end - 2] == 0xA1 { return 2 }
            return end - 4 >= start && isFourByteBlank(bytes, end - 4) ? 4 : 0
        }
        if byte < 0x80 { return 0 }
        if byte == 0xA0, end - 2 >= start, bytes[end - 2] == 0xC2 { return 2 }
        return end - 3 >= start && isThreeByteBlank(bytes, end - 3) ? 3 : 0
    }

    private static func isThreeByteBlank(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): true
        default: false
        }
    }

    private static func isFourByteBlank(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        switch (bytes[index], bytes[index + 1], bytes[index + 2], bytes[index + 3]) {
        case (0x81, 0x30, 0x84, 0x32), (0x84, 0x31, 0x95, 0x33): true
        default: false
        }
    }

    static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var index = UTF8Check.skipASCII(bytes, from: 0)
        while index < bytes.count {
            if bytes[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }

    /// Bytes of the character that starts at `index`; never beyond the end.
    @inline(__always)
    static func characterLength(_ bytes: Span<UInt8>, _ index: Int, gb18030: Bool) -> Int {
        guard gb18030, bytes[index] >= 0x81, index + 1 < bytes.count else { return 1 }
        let second = bytes[index + 1]
        if second >= 0x30, second <= 0x39 { return min(4, bytes.count - index) }
        return 2
    }

    /// Whether `word` starts at `index`.
    @inline(__always)
    static func hasWord(_ bytes: Span<UInt8>, _ index: Int, _ word: [UInt8]) -> Bool {
        hasWord(bytes, index, word.span)
    }

    static func hasWord(_ bytes: Span<UInt8>, _ index: Int, _ word: Span<UInt8>) -> Bool {
        guard bytes.count - index >= word.count else { return false }
        for offset in word.indices where bytes[index + offset] != word[offset] { return false }
        return true
    }

    static func contains(_ bytes: Span<UInt8>, _ word: [UInt8], gb18030: Bool) -> Bool {
        contains(bytes, word.span, gb18030: gb18030)
    }

    static func contains(_ bytes: Span<UInt8>, _ word: Span<UInt8>, gb18030: Bool) -> Bool {
        if word.isEmpty { return true }
        var index = 0
        while index + word.count <= bytes.count {
            if hasWord(bytes, index, word) { return true }
            index += characterLength(bytes, index, gb18030: gb18030)
        }
        return false
    }

    /// "4.20E+27", or a whole number that a spreadsheet printed with decimals: "20260601.0".
    static func looksExcelDamaged(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            return index - start
        }
        guard bytes.count >= 3, digits() > 0, index < bytes.count else { return false }
        if bytes[index] == 0x2E {
            index += 1
            let start = index
            guard digits() > 0 else { return false }
            if index == bytes.count {
                for offset in start..<index where bytes[offset] != 0x30 { return false }
                return true
            }
        }
        guard bytes[index] | 0x20 == 0x65, index + 1 < bytes.count, bytes[index + 1] == 0x2B
        else { return false }
        index += 2
        return digits() > 0 && index == bytes.count
    }
}
