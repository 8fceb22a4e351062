import Records

/// Strict JSON (RFC 8259) over bytes that are known to be UTF-8, from `position` up to `end`.
///
/// It builds no tree: strings and numbers are ranges of the text, numbers as printed.
struct JSONScanner {
    var position: Int
    let end: Int
    let depthLimit: Int
    /// A value, and in records the whole record, spans at most so many bytes.
    let byteLimit: Int

    init(from position: Int, to end: Int, limits: Limits) {
        self.position = position
        self.end = end
        depthLimit = limits.jsonDepth
        byteLimit = limits.lineBytes
    }

    enum Scalar {
        /// Content between the quotes.
        case string(Range<Int>, escaped: Bool)
        /// A number, true or false as printed.
        case word(Range<Int>)
        case null
    }

    /// The next byte that is no white space, not consumed.
    mutating func peek(_ bytes: Span<UInt8>, expected: String) throws(JSONFault) -> UInt8 {
        skipSpace(bytes)
        guard position < end else { throw .cut(position, expected: expected) }
        return bytes[position]
    }

    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while position < end, isSpace(bytes[position]) { position += 1 }
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    mutating func expect(
        _ bytes: Span<UInt8>, _ byte: UInt8, _ expected: String
    ) throws(JSONFault) {
        guard try peek(bytes, expected: expected) == byte else {
            throw unexpected(bytes, expected)
        }
        position += 1
    }

    /// After an element: true where another follows, false at the closing bracket (consumed).
    mutating func continues(_ bytes: Span<UInt8>, closing: UInt8) throws(JSONFault) -> Bool {
        let expected = closing == 0x5D ? ", ]" : ", }"
        let byte = try peek(bytes, expected: expected)
        guard byte == 0x2C || byte == closing else { throw unexpected(bytes, expected) }
        position += 1
        return byte == 0x2C
    }

    /// Whether the bracket just opened closes at once (it is consumed then).
    mutating func closesAtOnce(_ bytes: Span<UInt8>, closing: UInt8) throws(JSONFault) -> Bool {
        let expected = closing == 0x5D ? "]" : "}"
        guard try peek(bytes, expected: expected) == closing else { return false }
        position += 1
        return true
    }

    /// A key and its colon.
    mutating func key(_ bytes: Span<UInt8>) throws(JSONFault) -> (Range<Int>, escaped: Bool) {
        guard try peek(bytes, expected: "\"") == 0x22 else { throw unexpected(bytes, "\"") }
        let key = try string(bytes)
        try expect(bytes, 0x3A, ":")
        return key
    }

    mutating func scalar(_ bytes: Span<UInt8>) throws(JSONFault) -> Scalar {
        switch try peek(bytes, expected: "value") {
        case 0x22:
            let (range, escaped) = try string(bytes)
            return .string(range, escaped: escaped)
        case 0x74: return .word(try word(bytes, "true"))
        case 0x66: return .word(try word(bytes, "false"))
        case 0x6E:
            _ = try word(bytes, "null")
            return .null
        default: return .word(try number(bytes))
        }
    }

    mutating func string(_ bytes: Span<UInt8>) throws(JSONFault) -> (Range<Int>, escaped: Bool) {
        let start = position + 1
        var escaped = false
        position = start
        while position < end {
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return (start..<position - 1, escaped)
            }
            guard byte >= 0x20 else { throw unexpected(bytes, "\"") }
            guard position - start <= byteLimit else { throw .limit(start, byteLimit, "bytes") }
            if byte == 0x5C {
                escaped = true
                try skipEscape(bytes)
            } else {
                position += 1
            }
        }
        throw .cut(position, expected: "\"")
    }

    private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONFault) {
        guard position + 1 < end else { throw .cut(position, expected: "\"") }
        switch bytes[position + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: position += 2
        case 0x75:
            let unit = try codeUnit(bytes, at: position)
            position += 6
            guard unit & 0xF800 == 0xD800 else { return }
            // A character beyond U+FFFF is a high half and a low half; a half alone is no text.
            guard unit < 0xDC00 else { throw unexpected(bytes, "\\uD800–\\uDBFF") }
            guard position + 1 < end else { throw .cut(position, expected: "\\u") }
            guard bytes[position] == 0x5C, bytes[position + 1] == 0x75,
                try codeUnit(bytes, at: position) & 0xFC00 == 0xDC00
            else { throw unexpected(bytes, "\\uDC00–\\uDFFF") }
            position += 6
        default: throw unexpected(bytes, "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
        }
    }

    /// The four digits of the `\u` at `index`.
    private func codeUnit(_ bytes: Span<UInt8>, at index: Int) throws(JSONFault) -> UInt32 {
        guard index + 6 <= end else { throw .cut(index, expected: "\\u0000") }
        var unit: UInt32 = 0
        for offset in 2..<6 {
            guard let digit = JSONText.hexadecimal(bytes[index + offset]) else {
                throw unexpected(bytes, "\\u0000")
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    private mutating func word(
        _ bytes: Span<UInt8>, _ word: String
    ) throws(JSONFault) -> Range<Int> {
        let start = position
        for byte in word.utf8 {
            guard position < end else { throw .cut(position, expected: word) }
            guard bytes[position] == byte else { throw unexpected(bytes, word) }
            position += 1
        }
        return start..<position
    }

    /// RFC 8259 §6: no leading zero, no bare point, no plus sign.
    private mutating func number(_ bytes: Span<UInt8>) throws(JSONFault) -> Range<Int> {
        let start = position
        if bytes[position] == 0x2D { position += 1 }
        let first = position
        try digits(bytes)
        if bytes[first] == 0x30, position > first + 1 { throw unexpected(bytes, "number") }
        if position < end, bytes[position] == 0x2E {
            position += 1
            try digits(bytes)
        }
        if position < end, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < end, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
            try digits(bytes)
        }
        guard position - start <= byteLimit else { throw .limit(start, byteLimit, "bytes") }
        return start..<position
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONFault) {
        guard position < end else { throw .cut(position, expected: "0–9") }
        guard (0x30...0x39).contains(bytes[position]) else { throw unexpected(bytes, "value") }
        while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
    }

    /// Any value, checked and passed over. `depth`: how many brackets are open around it.
    mutating func skipValue(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) {
        let byte = try peek(bytes, expected: "value")
        guard byte == 0x7B || byte == 0x5B else {
            _ = try scalar(bytes)
            return
        }
        try enter(depth)
        let closing: UInt8 = byte == 0x7B ? 0x7D : 0x5D
        if try closesAtOnce(bytes, closing: closing) { return }
        repeat {
            if byte == 0x7B { _ = try key(bytes) }
            try skipValue(bytes, depth: depth + 1)
        } while try continues(bytes, closing: closing)
    }

    /// Consumes an opening bracket inside `depth` others.
    mutating func enter(_ depth: Int) throws(JSONFault) {
        guard depth < depthLimit else { throw .limit(position, depthLimit, "brackets") }
        position += 1
    }

    func unexpected(_ bytes: Span<UInt8>, _ expected: String) -> JSONFault {
        let stop = min(position + 16, end)
        let shown = position < stop ? Array(copying: bytes.extracting(position..<stop)) : []
        return JSONFault(
            code: .badJSON, offset: min(position, end),
            found: String(decoding: shown, as: UTF8.self), expected: expected)
    }
}
