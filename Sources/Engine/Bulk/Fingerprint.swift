import Records
import Reports

/// A 128-bit fingerprint of a large file, made while it is parsed: it tells two files apart, and a
/// file from what it was. It is no proof against someone who forges one (SHA-256 is, and takes
/// longer than the whole reconciliation).
@safe
enum Fingerprint {
    static let prefix = JSONValue.fingerprintPrefix

    /// One nominal block: four lanes of multiply and fold over 64 bytes at a time.
    /// Tells beside it whether all of them are ASCII.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> (print: Hash128, isASCII: Bool) {
        let raw = UnsafeRawBufferPointer(bytes)
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (
            0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3,
            0x5899_65CC_7537_4CC3
        )
        var index = 0
        var all: UInt64 = 0
        while index + 64 <= raw.count {
            unsafe lanes.0 = step(lanes.0, raw, index, &all)
            unsafe lanes.1 = step(lanes.1, raw, index + 16, &all)
            unsafe lanes.2 = step(lanes.2, raw, index + 32, &all)
            unsafe lanes.3 = step(lanes.3, raw, index + 48, &all)
            index += 64
        }
        var hasher = Hasher128(seed: 0x6D61_726B)
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { hasher.combine(word: lane) }
        hasher.combine(word: UInt64(raw.count))
        while index < raw.count {
            unsafe hasher.combine(word: UInt64(raw[index]))
            unsafe all |= UInt64(raw[index])
            index += 1
        }
        return (hasher.finalize(), all & 0x8080_8080_8080_8080 == 0)
    }

    @inline(__always)
    private static func step(
        _ lane: UInt64, _ raw: UnsafeRawBufferPointer, _ index: Int, _ all: inout UInt64
    ) -> UInt64 {
        let a = unsafe word(raw, index)
        let b = unsafe word(raw, index + 8)
        all |= a | b
        let (high, low) = (a ^ lane).multipliedFullWidth(by: b ^ 0x9E37_79B9_7F4A_7C15)
        // The lane itself is kept: a factor of zero must not forget what came before.
        return (high ^ low) &+ (lane << 23 | lane >> 41)
    }

    /// The caller has checked that eight bytes are there.
    @inline(__always)
    private static func word(_ raw: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: (raw.baseAddress! + index).loadUnaligned(as: UInt64.self))
    }

    static func text(of blocks: [Hash128], byteCount: Int) -> String {
        var hasher = Hasher128(seed: 0x6D61_726B)
        hasher.combine(word: UInt64(byteCount))
        for block in blocks {
            hasher.combine(word: block.high)
            hasher.combine(word: block.low)
        }
        return prefix + hasher.finalize().hex
    }
}
