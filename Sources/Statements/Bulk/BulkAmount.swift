import Records

/// "449.60": the amounts that most rows have, eight bytes at once.
enum BulkAmount {
    /// Units at `scale` of at most five digits, a point and two decimals. Nil where it is anything
    /// else, whatever that is. Eight bytes can be read.
    @inline(__always)
    static func units(_ text: UnsafePointer<UInt8>, count: Int, scale: Int) -> Int64? {
        guard count >= 4, count <= 8, scale >= 2 else { return nil }
        let word = unsafe UInt64(
            littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self))
        // The last character is moved to the highest byte; zeros stand before the first.
        let missing = UInt64(8 &- count) &* 8
        let whole = word &<< missing | zeros & ((1 &<< missing) &- 1)
        guard let units = hundredths(whole) else { return nil }
        return scale == 2 ? units : units &* (scale == 3 ? 10 : 100)
    }

    /// Eight characters, the last in the highest byte: zeros, up to five digits, a point and two
    /// decimals. Nil where they are anything else.
    @inline(__always)
    static func hundredths(_ whole: UInt64) -> Int64? {
        guard whole >> 40 & 0xFF == 0x2E else { return nil }
        let digits = (whole & 0xFFFF << 48 | (whole & 0xFF_FFFF_FFFF) << 8 | 0x30) ^ zeros
        guard ((digits &+ 0x7676_7676_7676_7676) | digits) & ByteSearch.highs == 0
        else { return nil }
        // Pairs, then fours, then all eight.
        let pairs = digits &* 10 &+ digits >> 8
        let low = (pairs & 0xFF_0000_00FF) &* 0xF4240_0000_0064
        let high = (pairs >> 16 & 0xFF_0000_00FF) &* 0x2710_0000_0001
        return Int64((low &+ high) >> 32)
    }

    static var zeros: UInt64 { 0x3030_3030_3030_3030 }
}
