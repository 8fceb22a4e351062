/// A text made ready to be compared with many: where each of its characters stands, as bits of a
/// word. A character of the other text then finds its partner by a few operations on words.
struct JaroWinkler: ~Copyable {
    /// Longer texts are compared by as many characters: the bits of a word.
    static let limit = 64
    /// Names this similar are taken for the same with a slip or two, in thousandths.
    static let similar = 880

    /// By character below 256, its places.
    private var narrow = Array(repeating: UInt64(0), count: 256)
    /// Other characters, each once, and their places.
    private var wide: [(character: UInt16, places: UInt64)] = []
    private var characters: [UInt16] = []
    /// 1,000 × part / whole, by whole, then part: a division would take as long as ten characters.
    private let shares = JaroWinkler.allShares

    private static let allShares = (0...limit).flatMap { whole in
        (0...limit).map { UInt16(1_000 * min($0, whole) / max(1, whole)) }
    }

    /// Forgets the text before.
    mutating func prepare(_ text: Span<UInt16>) {
        for character in characters where character < 256 { narrow[Int(character)] = 0 }
        wide.removeAll(keepingCapacity: true)
        characters.removeAll(keepingCapacity: true)
        for index in 0..<min(JaroWinkler.limit, text.count) {
            let character = text[index]
            let place = UInt64(1) << UInt64(index)
            characters.append(character)
            if character < 256 {
                narrow[Int(character)] |= place
            } else if let known = wide.firstIndex(where: { $0.character == character }) {
                wide[known].places |= place
            } else {
                wide.append((character, place))
            }
        }
    }

    private func wide(_ character: UInt16) -> UInt64 {
        for item in wide where item.character == character { return item.places }
        return 0
    }

    /// Jaro–Winkler similarity with the prepared text, in thousandths; 0 where it cannot reach
    /// `least`.
    func thousandths(_ text: Span<UInt16>, least: Int = 0) -> Int {
        let (n, m) = (min(JaroWinkler.limit, text.count), characters.count)
        if n == 0 || m == 0 { return 0 }
        let (places, letters) = (narrow.span, characters.span)
        let reach = max(n, m) / 2 - 1
        // The places that a character may take its partner from; it moves along with it.
        var window: UInt64 = reach < 0 ? 1 : (2 &<< UInt64(truncatingIfNeeded: reach)) &- 1
        var (taken, own, matched): (UInt64, UInt64, Int) = (0, 0, 0)
        for index in 0..<n {
            // n is no more than the text's length, and there is a place for all below 256.
            let character = unsafe text[unchecked: index]
            let known =
                character < 256
                ? unsafe places[unchecked: Int(character)] : wide(character)
            let free = known & window & ~taken
            let found: UInt64 = free == 0 ? 0 : 1
            taken |= free & (0 &- free)
            own |= found &<< UInt64(truncatingIfNeeded: index)
            matched &+= Int(truncatingIfNeeded: found)
            window = window &<< 1 | (index < reach ? 1 : 0)
        }
        if matched == 0 { return 0 }
        let inBoth = share(matched, of: n) &+ share(matched, of: m)
        var prefix = 0
        // Both texts have so many characters.
        while prefix < min(4, n, m),
            unsafe text[unchecked: prefix] == letters[unchecked: prefix]
        { prefix &+= 1 }
        let best = (inBoth &+ 1_000) / 3
        if best &+ prefix &* (1_000 &- best) / 10 < least { return 0 }
        var moved = 0
        while own != 0 {
            // Bits stand for places below both lengths.
            let (a, b) = unsafe (
                text[unchecked: own.trailingZeroBitCount],
                letters[unchecked: taken.trailingZeroBitCount]
            )
            moved &+= a == b ? 0 : 1
            own &= own &- 1
            taken &= taken &- 1
        }
        let jaro = (inBoth &+ share(matched &- moved / 2, of: matched)) / 3
        return jaro &+ prefix &* (1_000 &- jaro) / 10
    }

    @inline(__always)
    private func share(_ part: Int, of whole: Int) -> Int {
        Int(shares[whole &* (JaroWinkler.limit &+ 1) &+ part])
    }

    /// Which letters a text has, some of them twice: what two texts have in common at most.
    struct Letters {
        fileprivate let bits: UInt64
        /// Characters beyond the second of their kind.
        fileprivate let more: Int
        fileprivate let count: Int

        init(_ text: Span<UInt16>) {
            var (bits, more): (UInt64, Int) = (0, 0)
            count = min(JaroWinkler.limit, text.count)
            for index in 0..<count {
                let once = UInt64(1) << UInt64(text[index] & 31)
                if bits & once == 0 {
                    bits |= once
                } else if bits & once << 32 == 0 {
                    bits |= once << 32
                } else {
                    more += 1
                }
            }
            self.bits = bits
            self.more = more
        }
    }

    /// Whether two texts of these letters can reach `similar` at all.
    func mayBeSimilar(_ a: borrowing Letters, _ b: borrowing Letters) -> Bool {
        let common = min(a.count, b.count, (a.bits & b.bits).nonzeroBitCount + min(a.more, b.more))
        let jaro = (share(common, of: a.count) + share(common, of: b.count) + 1_000) / 3
        return jaro + 4 * (1_000 - jaro) / 10 >= JaroWinkler.similar
    }
}
