/// One slice of several sets' keys, merged.
struct IndexMerge {
    private let inputs: [IndexSet]
    private let cover: IndexCover
    private let slice: Int
    private let slices: Int

    init(_ inputs: [IndexSet], _ cover: IndexCover, slice: Int, of slices: Int) {
        self.inputs = inputs
        self.cover = cover
        self.slice = slice
        self.slices = slices
    }

    func write(folder: String) throws(SegmentFault) -> IndexFile {
        try IndexFile.write(
            keys(.identities), keys(.references), cover, slice: slice, of: slices, folder: folder)
    }

    /// A stretch of one file that falls into the slice.
    private struct Cursor {
        var half: IndexFile.Half
        var position: Int
        var end: Int
        var high: UInt64 = 0
        var low: UInt64 = 0

        /// False at the end.
        mutating func load() -> Bool {
            guard position < end else { return false }
            (high, low) = (half.high[position], half.low[position])
            return true
        }
    }

    private func keys(_ kind: IndexKind) -> IndexKeys {
        let bits = UInt64(slices.trailingZeroBitCount)
        let first = bits == 0 ? 0 : UInt64(slice) << (64 - bits)
        let last = bits == 0 ? UInt64.max : first | (UInt64.max >> bits)
        var cursors: [Cursor] = []
        for file in inputs.flatMap({ $0.files }) {
            let half = file.half(kind)
            let end = last == .max ? half.count : half.lowerBound(last + 1)
            var cursor = Cursor(half: half, position: half.lowerBound(first), end: end)
            if cursor.load() { cursors.append(cursor) }
        }
        var keys = IndexKeys()
        keys.reserve(cursors.reduce(0) { $0 + $1.end - $1.position })
        while !cursors.isEmpty {
            var least = 0
            for index in cursors.indices.dropFirst()
            where isBefore(cursors[index], cursors[least]) {
                least = index
            }
            let cursor = cursors[least]
            keys.append(cursor.high, cursor.low, cursor.half.entry[cursor.position])
            cursors[least].position += 1
            if !cursors[least].load() { cursors.remove(at: least) }
        }
        return keys
    }

    private func isBefore(_ a: Cursor, _ b: Cursor) -> Bool {
        if a.high != b.high { return a.high < b.high }
        if a.low != b.low { return a.low < b.low }
        return a.half.entry[a.position] < b.half.entry[b.position]
    }
}
