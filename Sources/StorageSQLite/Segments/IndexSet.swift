import Records

/// The index files that together hold the keys of some segments: slices by the first bits of the
/// hash, so that a large set is made, and read, piece by piece.
struct IndexSet: Sendable {
    let cover: IndexCover
    /// By number; nil where it is not made yet.
    private(set) var slices: [IndexFile?]

    init(_ cover: IndexCover, slices: Int) {
        self.cover = cover
        self.slices = [IndexFile?](repeating: nil, count: slices)
    }

    init(_ file: IndexFile) {
        self.init(file.cover, slices: file.slices)
        add(file)
    }

    mutating func add(_ file: IndexFile) { slices[file.slice] = file }

    var isComplete: Bool { slices.allSatisfy { $0 != nil } }
    var nextSlice: Int? { slices.firstIndex { $0 == nil } }
    var files: [IndexFile] { slices.compactMap { $0 } }
    var keyCount: Int { files.reduce(0) { $0 + $1.keyCount } }

    /// Sets of about the same size are merged, eight at a time. `smallest`: keys below which all
    /// sets are of one size.
    func tier(smallest: Int) -> Int {
        var (size, tier) = (keyCount / smallest, 0)
        while size >= IndexSet.fanIn { (size, tier) = (size / IndexSet.fanIn, tier + 1) }
        return tier
    }

    /// Every key is written once per eightfold growth: four times on the way to 100 million.
    static let fanIn = 8

    /// The slice that holds a hash.
    private func slice(of high: UInt64) -> Int {
        slices.count == 1 ? 0 : Int(high >> UInt64(64 - slices.count.trailingZeroBitCount))
    }

    /// As `IndexFile.find`, of all hashes of `order`. Where they are many, a slice is given back
    /// before the next is read, so that memory does not grow with history.
    func find(
        _ kind: IndexKind, _ order: IndexKeys, limit: Int, _ access: ColumnFile.Access,
        into found: inout [(place: Int, entry: EntryID)]
    ) throws(SegmentFault) {
        var start = 0
        while start < order.count {
            let slice = slice(of: order.high[start])
            var end = start + 1
            while end < order.count, self.slice(of: order.high[end]) == slice { end += 1 }
            if let file = slices[slice] {
                file.expect(access)
                try file.find(kind, order, start..<end, limit: limit, into: &found)
                if order.count >= SegmentLimits.lookupsHeld { file.release() }
            }
            start = end
        }
    }
}
