/// The key of the bulk lane: 128 bits of a text.
///
/// Up to 21 letters, digits and hyphens pack into 126 bits, six each, so that two keys are equal
/// exactly where their codes are; a bijection (three rounds of a Feistel network over multiply and
/// fold) spreads them over the partitions. Any other text is hashed, and whoever finds two equal
/// hashes compares the bytes.
public enum BulkKey {
    public static let packedLength = 21

    /// The six bits of a byte; 0x80 where it does not pack; 63 fills up.
    public static let codes: [UInt8] = {
        var codes = [UInt8](repeating: 0x80, count: 256)
        for digit in 0..<10 { codes[0x30 + digit] = UInt8(digit) }
        for letter in 0..<26 {
            codes[0x41 + letter] = UInt8(10 + letter)
            codes[0x61 + letter] = UInt8(36 + letter)
        }
        codes[0x2D] = 62
        return codes
    }()

    /// Nil where the text does not pack. `codes` are this type's, where a loop finds them.
    @inlinable @inline(__always)
    public static func pack(
        _ bytes: UnsafePointer<UInt8>, count: Int, _ codes: UnsafePointer<UInt8>
    ) -> (high: UInt64, low: UInt64)? {
        guard count <= packedLength else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var bad: UInt8 = 0
        var index = 0
        let first = min(count, 10)
        while index < first {
            let code = unsafe codes[Int(bytes[index])]
            bad |= code
            high = high &<< 6 | UInt64(code)
            index &+= 1
        }
        if count < 10 { high = filled(high, 10 &- count) }
        let second = min(count, 20)
        while index < second {
            let code = unsafe codes[Int(bytes[index])]
            bad |= code
            low = low &<< 6 | UInt64(code)
            index &+= 1
        }
        if count < 20 { low = filled(low, 20 &- max(count, 10)) }
        let last = unsafe count == 21 ? codes[Int(bytes[20])] : 63
        bad |= last
        if bad & 0x80 != 0 { return nil }
        return mix(high | UInt64(last & 15) &<< 60, low | UInt64(last &>> 4) &<< 60)
    }

    /// Shifts in as many fillers.
    @inlinable @inline(__always)
    public static func filled(_ word: UInt64, _ fillers: Int) -> UInt64 {
        let bits = UInt64(fillers &* 6)
        return word << bits | ((1 << bits) &- 1)
    }

    @inlinable @inline(__always)
    public static func mix(_ high: UInt64, _ low: UInt64) -> (high: UInt64, low: UInt64) {
        let a = high ^ fold(low ^ 0xA076_1D64_78BD_642F, 0x8EBC_6AF0_9C88_C6E3)
        let b = low ^ fold(a ^ 0xE703_7ED1_A0B4_28DB, 0x5899_65CC_7537_4CC3)
        return (a ^ fold(b ^ 0x1D8E_4E27_C47D_124F, 0x9E37_79B9_7F4A_7C15), b)
    }

    @inlinable @inline(__always)
    public static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low
    }

    /// For a text that does not pack.
    public static func hash(_ bytes: Span<UInt8>) -> (high: UInt64, low: UInt64) {
        var hasher = Hasher128(seed: 0x6275_6C6B)
        hasher.combine(bytes)
        let hash = hasher.finalize()
        return (hash.high, hash.low)
    }
}
