/// A 128-bit keyed hash of bytes: the content-derived identity of entries and the key of joins.
///
/// It is fast, not cryptographic: wherever two hashes meet, the bytes behind them are compared.
/// Construction: two lanes of 64×64→128 multiply-and-fold over 16-byte blocks (the wyhash family),
/// read in little-endian order, so that the value is the same on every machine.
public struct Hash128: Hashable, Sendable, Comparable {
    public var high: UInt64
    public var low: UInt64

    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static let zero = Hash128(high: 0, low: 0)

    @inlinable
    public static func < (a: Hash128, b: Hash128) -> Bool {
        (a.high, a.low) < (b.high, b.low)
    }

    /// 32 lower-case hexadecimal digits.
    public var hex: String {
        func digits(_ word: UInt64) -> String {
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        return digits(high) + digits(low)
    }

    @inlinable
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low
    }
}
