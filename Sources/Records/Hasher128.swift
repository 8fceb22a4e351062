/// Feeds bytes into a `Hash128`, field by field. Fields are length-prefixed: ("ab","c") ≠
/// ("a","bc").
public struct Hasher128: Sendable {
    @usableFromInline var a: UInt64
    @usableFromInline var b: UInt64

    @inlinable
    public init(seed: UInt64 = 0) {
        a = 0xA076_1D64_78BD_642F ^ seed
        b = 0xE703_7ED1_A0B4_28DB ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    }

    @inlinable
    public mutating func combine(word: UInt64) {
        a = Hash128.fold(a ^ word, 0x8EBC_6AF0_9C88_C6E3)
        b = Hash128.fold(b ^ word, 0x5899_65CC_7537_4CC3) ^ word
    }

    @inlinable
    public mutating func combine(_ bytes: Span<UInt8>) {
        combine(word: UInt64(bytes.count))
        var index = 0
        let raw = unsafe bytes.bytes
        while index &+ 8 <= bytes.count {
            // The loop's condition is the bounds check.
            let word = unsafe raw.unsafeLoadUnaligned(
                fromUncheckedByteOffset: index, as: UInt64.self)
            combine(word: UInt64(littleEndian: word))
            index &+= 8
        }
        if index < bytes.count {
            var word: UInt64 = 0
            var shift: UInt64 = 0
            while index < bytes.count {
                word |= UInt64(bytes[index]) << shift
                shift += 8
                index += 1
            }
            combine(word: word)
        }
    }

    public mutating func combine(_ text: String) {
        let bytes = Array(text.utf8)
        combine(bytes.span)
    }

    @inlinable
    public func finalize() -> Hash128 {
        let high = Hash128.fold(a ^ 0x1D8E_4E27_C47D_124F, b ^ 0xEB44_ACCA_B455_D165)
        let low = Hash128.fold(b ^ 0x9E37_79B9_7F4A_7C15, a &+ high)
        return Hash128(high: high, low: low)
    }
}
