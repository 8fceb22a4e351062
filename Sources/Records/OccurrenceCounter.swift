/// How often an identity has come before in a file: an open table of 16-byte keys.
package struct OccurrenceCounter {
    private var keys: [Hash128]
    /// Times seen; 0 = the place is free.
    private var counts: [UInt32]
    private let mask: Int

    /// `limit`: identities that will come at most.
    package init(limit: Int) {
        var size = 16
        while size < limit * 2 { size *= 2 }
        keys = [Hash128](repeating: .zero, count: size)
        counts = [UInt32](repeating: 0, count: size)
        mask = size - 1
    }

    /// How often it came before this time.
    package mutating func next(_ identity: Hash128) -> UInt32 {
        var place = Int(truncatingIfNeeded: identity.low) & mask
        while counts[place] != 0, keys[place] != identity { place = (place + 1) & mask }
        keys[place] = identity
        counts[place] += 1
        return counts[place] - 1
    }
}
