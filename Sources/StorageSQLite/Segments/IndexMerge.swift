/// One slice of several sets' keys, merged.
struct IndexMerge: Sendable {
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

    /// A stretch of one file that falls into the slice, and its first key that is not merged yet.
    @safe
    private struct Cursor {
        private let highs: UnsafeBufferPointer<UInt64>
        private let lows: UnsafeBufferPointer<UInt64>
        private let entries: UnsafeBufferPointer<UInt64>
        private let end: Int
        private var position: Int
        private(set) var high: UInt64 = 0
        private(set) var low: UInt64 = 0
        private(set) var entry: UInt64 = 0

        var count: Int { end - position }

        /// The file outlives the cursor. Nil where no key of it is between the two, inclusive.
        init?(_ half: IndexFile.Half, from first: UInt64, through last: UInt64) {
            unsafe highs = half.high.cells
            unsafe lows = half.low.cells
            unsafe entries = half.entry.cells
            position = half.lowerBound(first)
            end = last == .max ? half.count : half.lowerBound(last + 1)
            guard load() else { return nil }
        }

        @inline(__always)
        mutating func advance() -> Bool {
            position += 1
            return load()
        }

        @inline(__always)
        private mutating func load() -> Bool {
            // `end` is at most the count of the three, which a file's opening has compared.
            guard position < end else { return false }
            unsafe (high, low, entry) = (highs[position], lows[position], entries[position])
            return true
        }

        @inline(__always)
        static func < (a: Cursor, b: Cursor) -> Bool {
            if a.high != b.high { return a.high < b.high }
            if a.low != b.low { return a.low < b.low }
            return a.entry < b.entry
        }
    }

    private func keys(_ kind: IndexKind) -> IndexKeys {
        let bits = UInt64(slices.trailingZeroBitCount)
        let first = bits == 0 ? 0 : UInt64(slice) << (64 - bits)
        let last = bits == 0 ? UInt64.max : first | (UInt64.max >> bits)
        let files = inputs.flatMap { $0.files }
        for file in files { file.expect(.whole) }
        var cursors = files.compactMap { Cursor($0.half(kind), from: first, through: last) }
        var keys = IndexKeys()
        keys.reserve(cursors.reduce(0) { $0 + $1.count })
        withExtendedLifetime(files) {
            while !cursors.isEmpty {
                var least = 0
                for index in 1..<max(1, cursors.count) where cursors[index] < cursors[least] {
                    least = index
                }
                keys.append(cursors[least].high, cursors[least].low, cursors[least].entry)
                if !cursors[least].advance() { cursors.remove(at: least) }
            }
        }
        for file in files { file.release() }
        return keys
    }
}
