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
    let slots: UnsafeMutablePointer<UInt64>
    private var count = 0
    private let limit: Int

    /// All `workers` together count no more than the reader can number, whatever it numbers beside.
    init(workers: Int) {
        limit = min(BulkVocabulary.usualLimit, DictionaryColumn.limit / 2 / workers)
        unsafe slots = .allocate(capacity: BulkVocabulary.slotCount)
        unsafe slots.initialize(repeating: 0, count: BulkVocabulary.slotCount)
    }

    func free() { unsafe slots.deallocate() }

    /// `hash`: `mb_text_hash`. False where the text is new and there is no room for it.
    @inline(__always)
    mutating func note(_ hash: UInt64) -> Bool {
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
}
