import Records

/// Eight bytes at a time ("SIMD within a register").
enum ByteSearch {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// First of `from..<to` that holds one of three bytes, else `to`.
    @inline(__always)
    static func first(
        of a: UInt8, _ b: UInt8, _ c: UInt8, in bytes: Span<UInt8>, from: Int, to: Int
    ) -> Int {
        var index = from
        let manyA = UInt64(a) &* ones
        let manyB = UInt64(b) &* ones
        let manyC = UInt64(c) &* ones
        let raw = unsafe bytes.bytes
        while index &+ 8 <= to {
            // The bound is checked by the condition above; `to` never passes the span's end.
            let word = unsafe UInt64(
                littleEndian: raw.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: index, as: UInt64.self))
            let hits = zeros(word ^ manyA) | zeros(word ^ manyB) | zeros(word ^ manyC)
            if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < to {
            let byte = unsafe bytes[unchecked: index]
            if byte == a || byte == b || byte == c { return index }
            index &+= 1
        }
        return to
    }

    /// The high bit of every zero byte; exact for the lowest one, which is all that is asked.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}

/// LF, CRLF and a lone CR each end one line.
enum LineEnds {
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D

    /// Index behind the line end at `index`.
    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
        let isPair =
            bytes[index] == carriageReturn && index + 1 < end && bytes[index + 1] == lineFeed
        return index + (isPair ? 2 : 1)
    }

    /// The end of the line's content, or nil where the line is longer than `limit` bytes.
    static func find(_ bytes: Span<UInt8>, from: Int, limit: Int) -> Int? {
        let bound = from + min(bytes.count - from, limit + 1)
        let end = ByteSearch.first(
            of: lineFeed, carriageReturn, lineFeed, in: bytes, from: from, to: bound)
        return end - from > limit ? nil : end
    }

    static func count(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        var count = 0
        while index < range.upperBound {
            index = ByteSearch.first(
                of: lineFeed, carriageReturn, lineFeed, in: bytes, from: index,
                to: range.upperBound)
            guard index < range.upperBound else { break }
            index = skip(bytes, at: index, end: range.upperBound)
            count += 1
        }
        return count
    }
}
