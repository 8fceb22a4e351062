import Records

/// RFC 3986 §3.4 and the form encoding of the WHATWG URL standard (`+` is a space).
enum QueryString {
    /// What stands behind "?" up to a space or a quote; without one, the first word that holds "="
    /// if the line has the form of a query.
    static func find(_ bytes: Span<UInt8>, in line: Range<Int>) -> Range<Int>? {
        var start = line.lowerBound
        var firstWord: Range<Int>?
        while start < line.upperBound {
            if isWordEnd(bytes[start]) {
                start += 1
                continue
            }
            var end = start
            var question: Int?
            var equals: Int?
            while end < line.upperBound, !isWordEnd(bytes[end]) {
                if bytes[end] == 0x3F, question == nil, equals == nil { question = end }
                if bytes[end] == 0x3D, equals == nil { equals = end }
                end += 1
            }
            if let equals {
                if let question { return question + 1..<fragmentStart(bytes, question, end) }
                if equals > start, firstWord == nil { firstWord = start..<end }
            }
            start = end
        }
        return firstWord
    }

    private static func fragmentStart(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index] != 0x23 { index += 1 }
        return index
    }

    private static func isWordEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x22 }

    /// Percent-decoded, as UTF-8; what is no UTF-8 is tried as GB18030. Nil where it is neither or
    /// an escape is not two hexadecimal digits.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case 0x2B: decoded.append(0x20)
            case 0x25:
                guard index + 2 < text.endIndex, let high = digit(text[index + 1]),
                    let low = digit(text[index + 2])
                else { return nil }
                decoded.append(high << 4 | low)
                index += 2
            case let byte: decoded.append(byte)
            }
            index += 1
        }
        if UTF8Check.run(decoded.span, from: 0).badAt == nil { return decoded }
        return Statements.decode(decoded, from: .gb18030).map { Array($0.utf8) }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
