import Records

/// Open addressing from key hashes to groups of entries that share a key (linear probing, power of
/// two, at most half full). A slot holds the group and 32 bits of the hash; a match never rests on
/// them: `confirm` compares the bytes.
struct KeyIndex {
    /// High half: bits of the hash. Low half: group + 1; 0 = free.
    private var slots: [UInt64]
    private let mask: Int
    private(set) var chains: Chains

    init(capacity: Int, entries: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
        mask = size - 1
        chains = Chains(groups: 0, entries: entries)
    }

    var groupCount: Int { chains.first.count }

    /// The group of a hash for which `confirm` holds of its first member, or nil.
    @inline(__always)
    func find(_ hash: Hash128, confirm: (Int32) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while true {
            let found = slots[slot]
            if found == 0 { return nil }
            let group = Int(found & 0xFFFF_FFFF) - 1
            if found >> 32 == hash.high >> 32, confirm(chains.first[group]) { return group }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    mutating func insert(_ hash: Hash128, member: Int32, confirm: (Int32) -> Bool) {
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while true {
            let found = slots[slot]
            if found == 0 { break }
            let group = Int(found & 0xFFFF_FFFF) - 1
            if found >> 32 == hash.high >> 32, confirm(chains.first[group]) {
                chains.append(member, to: group)
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = hash.high & ~0xFFFF_FFFF | UInt64(groupCount + 1)
        chains.addGroup(of: member)
    }

    func members(of group: Int) -> [Int32] { chains.members(of: group) }
}
