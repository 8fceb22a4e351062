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
        while index &+ 8 <= to {
            // `to` never passes the span's end.
            let word = word(bytes, at: index)
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

    /// Eight bytes at `index`, the first one lowest. The caller has checked that they are there.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index, as: UInt64.self))
    }

    /// The high bit of every zero byte, exact for all eight.
    @inline(__always)
    static func allZeros(_ word: UInt64) -> UInt64 {
        let lows = ~highs
        return ~(((word & lows) &+ lows) | word | lows)
    }

    /// The high bit of every zero byte; exact for the lowest one, which is all that is asked.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
}
