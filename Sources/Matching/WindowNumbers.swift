import Records

/// Texts of several tables as numbers from 1: the same bytes, the same number.
struct WindowNumbers {
    /// High half: bits of the hash. Low half: number; 0 = free.
    private var slots: [UInt64] = Array(repeating: 0, count: 1_024)
    private var hashes: [Hash128] = []
    private var texts: [(ref: TextRef, box: TableBox)] = []

    mutating func number(_ ref: TextRef, _ box: TableBox) -> UInt64 {
        let hash = ReferenceIndex.hash(ref, box)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while slots[slot] != 0 {
            let found = slots[slot] & 0xFFFF_FFFF
            if slots[slot] >> 32 == hash.high >> 32 {
                let other = texts[Int(found) - 1]
                if TableBox.same(ref, box, other.ref, other.box) { return found }
            }
            slot = (slot + 1) & mask
        }
        texts.append((ref, box))
        hashes.append(hash)
        slots[slot] = hash.high & ~0xFFFF_FFFF | UInt64(texts.count)
        if texts.count * 2 > slots.count { grow() }
        return UInt64(texts.count)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash.low) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash.high & ~0xFFFF_FFFF | UInt64(index + 1)
        }
    }
}
