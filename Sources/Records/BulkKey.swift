/// The key of an entry in the bulk lane: up to 23 bytes of text as they are, with their length in
/// the last byte, so that equal keys are equal texts. A longer text is hashed (`isLong`), and
/// whoever finds two equal hashes compares the bytes.
@frozen
public struct BulkKey: Sendable, Equatable {
    public var a: UInt64
    public var b: UInt64
    public var c: UInt64

    public static let shortLength = 23
    @usableFromInline static let long: UInt64 = 0xFF << 56

    @inlinable
    init(a: UInt64, b: UInt64, c: UInt64) {
        self.a = a
        self.b = b
        self.c = c
    }

    /// `count` is at most `shortLength`; 24 bytes can be read.
    @inlinable @inline(__always)
    public init(short bytes: UnsafePointer<UInt8>, count: Int) {
        let raw = unsafe UnsafeRawPointer(bytes)
        var words = unsafe (
            UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)),
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        )
        if count <= 8 {
            words = (words.0 & BulkKey.mask(count), 0, 0)
        } else if count <= 16 {
            words = (words.0, words.1 & BulkKey.mask(count &- 8), 0)
        } else {
            words.2 &= BulkKey.mask(count &- 16)
        }
        self.init(a: words.0, b: words.1, c: words.2 | UInt64(count) &<< 56)
    }

    /// All bits of the first `count` bytes, 0…8.
    @inlinable @inline(__always)
    static func mask(_ count: Int) -> UInt64 {
        count == 8 ? ~0 : (1 &<< UInt64(count &* 8)) &- 1
    }

    public init(long bytes: Span<UInt8>) {
        var hasher = Hasher128(seed: 0x6275_6C6B)
        hasher.combine(bytes)
        let hash = hasher.finalize()
        self.init(a: hash.high, b: hash.low, c: BulkKey.long)
    }

    @inlinable public var isLong: Bool { c == BulkKey.long }

    /// Where the key goes: its highest bits choose the partition, its lowest the slot.
    @inlinable public var hash: UInt64 {
        let first = BulkKey.fold(a ^ 0xA076_1D64_78BD_642F, b ^ 0xE703_7ED1_A0B4_28DB)
        return BulkKey.fold(first ^ 0x1D8E_4E27_C47D_124F, c ^ 0x8EBC_6AF0_9C88_C6E3)
    }

    @inlinable @inline(__always)
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high ^ low
    }
}
