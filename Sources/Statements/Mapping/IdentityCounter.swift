import Records

/// What makes an entry's identity beside its own bytes: how often the same was met in the file.
struct IdentityCounter {
    private var occurrences: [Hash128: UInt64] = [:]
    /// The hash so far of channel and kind, by the kind's code.
    private var bases: [Hasher128?] = Array(repeating: nil, count: 256)

    /// The identity of the row that has `occurrence` equal ones before it.
    static func identity(_ hasher: Hasher128, _ occurrence: UInt64) -> Hash128 {
        if occurrence == 0 { return hasher.finalize() }
        var counted = hasher
        counted.combine(word: 0x6F63_6375_7272 ^ occurrence)
        return counted.finalize()
    }

    mutating func occurrence(of hash: Hash128) -> UInt64 {
        let count = occurrences[hash, default: 0]
        occurrences[hash] = count + 1
        return count
    }

    mutating func base(_ channel: String, _ kind: EntryKind) -> Hasher128 {
        let index = Int(kind.rawValue)
        if let known = bases[index] { return known }
        var hasher = Hasher128()
        hasher.combine(channel)
        hasher.combine(kind.name)
        bases[index] = hasher
        return hasher
    }
}
