import Records

/// The open entries of one side with what must be equal, laid out in parts: all that is equal
/// stands in one part, and a part is small enough to stay in a core's cache while it is searched.
struct WindowItems {
    struct Item: BitwiseCopyable {
        var value: WindowValue
        var index: Int32
        /// A left entry's window begins, a right entry happened, in µs.
        var time: Int64
    }

    let items: Slab<Item>
    /// Part p: `items[starts[p]..<starts[p + 1]]`, by side index.
    let starts: [Int]

    /// Entries of one part: their slots and items fit a second-level cache.
    private static let partSize = 2_048

    static func parts(for count: Int) -> Int {
        var parts = 1
        while parts * partSize < count, parts < 4_096 { parts *= 2 }
        return parts
    }

    init(_ open: [Int32], parts: Int, _ crew: Crew, _ item: @Sendable (Int32) -> Item) {
        let items = Slab<Item>(count: open.count)
        self.items = items
        let shift = UInt32(32 - parts.trailingZeroBitCount)
        // Of piece c and part p: how many, then where the piece's next entry goes.
        let pieces = crew.pieces(for: open.count)
        let next = Slab<Int>(repeating: 0, count: pieces * parts)
        defer { next.free() }
        crew.each(pieces) { piece in
            for at in Crew.stretch(piece, of: pieces, open.count) {
                next[piece * parts + Int(item(open[at]).value.mix >> shift)] += 1
            }
        }
        var starts = [0]
        starts.reserveCapacity(parts + 1)
        var sum = 0
        for part in 0..<parts {
            for piece in 0..<pieces {
                let count = next[piece * parts + part]
                next[piece * parts + part] = sum
                sum += count
            }
            starts.append(sum)
        }
        self.starts = starts
        crew.each(pieces) { piece in
            for at in Crew.stretch(piece, of: pieces, open.count) {
                let item = item(open[at])
                let part = piece * parts + Int(item.value.mix >> shift)
                items[next[part]] = item
                next[part] += 1
            }
        }
    }

    /// Entries of one part at most.
    var largest: Int { zip(starts.dropFirst(), starts).reduce(0) { max($0, $1.0 - $1.1) } }
}
