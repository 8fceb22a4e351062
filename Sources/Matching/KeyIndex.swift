import Records

extension KeyRule {
    /// Hash of the normalised key, or nil where a part is absent. `onLeft` chooses the side's
    /// roles. A match never rests on it: whoever finds two equal hashes compares the bytes.
    func hash(of table: EntryTable, row: Int, onLeft: Bool, group: KindGroup) -> Hash128? {
        var hasher = Hasher128(seed: 0x6D61_7463)
        for part in parts {
            let reference = table.reference(onLeft ? part.left : part.right, row)
            if reference.isEmpty { return nil }
            let normaliser = onLeft ? part.leftNormaliser : part.rightNormaliser
            if normaliser.isIdentity {
                table.withBytes(of: reference) { hasher.combine($0) }
            } else {
                let bytes = table.withBytes(of: reference) { normaliser.apply($0) }
                if bytes.isEmpty { return nil }
                hasher.combine(bytes.span)
            }
        }
        if kind { hasher.combine(word: UInt64(group.rawValue)) }
        return hasher.finalize()
    }
}

extension ReferenceNormaliser {
    func apply(_ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for index in bytes.indices {
            let byte = bytes[index]
            result.append(ignoresCase && (0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
        }
        var prefix = Array(dropsPrefix.utf8)
        if ignoresCase { prefix = prefix.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
        if !prefix.isEmpty, result.starts(with: prefix) { result.removeFirst(prefix.count) }
        if dropsLeadingZeros {
            let zeros = result.prefix { $0 == 0x30 }.count
            result.removeFirst(min(zeros, max(0, result.count - 1)))
        }
        return result
    }
}

/// Open addressing from key hashes to groups of entries that share a key (linear probing, power of
/// two, at most half full). A `Dictionary` of strings took a microsecond a key where this takes 40
/// ns.
struct KeyIndex {
    private var slots: [Int32]
    private let mask: Int
    private(set) var hashes: [Hash128] = []
    /// First member of each group; members are chained through `next`.
    private(set) var first: [Int32] = []
    private var last: [Int32] = []
    private(set) var next: [Int32]

    init(capacity: Int, entries: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        next = Array(repeating: -1, count: entries)
    }

    var groupCount: Int { first.count }

    /// The group of a hash for which `confirm` holds of its first member, or nil.
    func find(_ hash: Hash128, confirm: (Int32) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while slots[slot] >= 0 {
            let group = Int(slots[slot])
            if hashes[group] == hash, confirm(first[group]) { return group }
            slot = (slot + 1) & mask
        }
        return nil
    }

    mutating func insert(_ hash: Hash128, member: Int32, confirm: (Int32) -> Bool) {
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while slots[slot] >= 0 {
            let group = Int(slots[slot])
            if hashes[group] == hash, confirm(first[group]) {
                next[Int(last[group])] = member
                last[group] = member
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(first.count)
        hashes.append(hash)
        first.append(member)
        last.append(member)
    }

    func members(of group: Int) -> [Int32] {
        var all: [Int32] = []
        var member = first[group]
        while member >= 0 {
            all.append(member)
            member = next[Int(member)]
        }
        return all
    }
}
