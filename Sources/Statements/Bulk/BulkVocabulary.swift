import Records

/// How many different texts a column holds, as far as it is worth knowing: the reader numbers them,
/// and has no numbers left beyond a limit.
///
/// Texts are told apart by 63 bits of their hash. Two that are taken for one make the count too
/// small by one. A value in memory that its owner frees, so that no look at it counts references.
@safe
struct BulkVocabulary {
    /// Names of products and shops; beyond this a column holds something else.
    static let usualLimit = 4_096
    /// A power of two: at most half of them are taken.
    private static let slotCount = usualLimit * 2

    /// Hashes; 0 where none is.
    private let slots: UnsafeMutablePointer<UInt64>
    private var count = 0
    private let limit: Int

    /// All `workers` together count no more than the reader can number, whatever it numbers beside.
    init(workers: Int) {
        limit = min(BulkVocabulary.usualLimit, DictionaryColumn.limit / 2 / workers)
        unsafe slots = .allocate(capacity: BulkVocabulary.slotCount)
        unsafe slots.initialize(repeating: 0, count: BulkVocabulary.slotCount)
    }

    func free() { unsafe slots.deallocate() }

    /// False where the text is new and there is no room for it.
    @inline(__always)
    mutating func note(_ hash: UInt64) -> Bool {
        let hash = hash | 1
        // 13 bits, as many as slots.
        var slot = Int(truncatingIfNeeded: hash >> 51)
        while true {
            let known = unsafe slots[slot]
            if known == hash { return true }
            if known == 0 { return add(hash, at: slot) }
            slot = (slot &+ 1) & (BulkVocabulary.slotCount - 1)
        }
    }

    @inline(never)
    private mutating func add(_ hash: UInt64, at slot: Int) -> Bool {
        guard count < limit else { return false }
        unsafe slots[slot] = hash
        count += 1
        return true
    }

    /// Of a text of up to 16 bytes, padded with zeros.
    @inline(__always)
    static func hash(_ words: (UInt64, UInt64), length: Int) -> UInt64 {
        let (high, low) = (words.0 ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
            by: words.1 ^ 0xE703_7ED1_A0B4_28DB ^ UInt64(length) << 56)
        return (high ^ low) &* 0x8EBC_6AF0_9C88_C6E3
    }

    /// Of a longer one.
    @inline(never)
    static func hash(_ text: Span<UInt8>) -> UInt64 {
        var hasher = Hasher128(seed: 0x776F_7264)
        hasher.combine(text)
        return hasher.finalize().low
    }
}
