import Records

/// One slice of an index, open: sorted hashes of identities and of references with their entries.
final class IndexFile: Sendable {
    let path: SegmentPath
    let cover: IndexCover
    let slice: Int
    let slices: Int
    let identities: Half
    let references: Half
    private let file: ColumnFile

    var keyCount: Int { identities.count + references.count }

    struct Half: Sendable {
        fileprivate(set) var directory: Column<UInt32>
        fileprivate(set) var high: Column<UInt64>
        fileprivate(set) var low: Column<UInt64>
        fileprivate(set) var entry: Column<UInt64>
        /// Nil in files of few keys.
        fileprivate var filter: KeyFilter?
        /// Bits that all keys of the slice have in common, and those of the directory's places.
        fileprivate var skippedBits: UInt64
        fileprivate var directoryBits: UInt64

        var count: Int { high.count }

        /// The keys that a hash can be among; nil where the directory is no directory.
        func range(_ word: UInt64) -> Range<Int>? {
            let place =
                directoryBits == 0
                ? 0 : Int((word << skippedBits) >> (64 - directoryBits))
            let (start, end) = (Int(directory[place]), Int(directory[place + 1]))
            return start <= end && end <= count ? start..<end : nil
        }

        /// The first key from `word` on.
        func lowerBound(_ word: UInt64) -> Int {
            var (start, end) = (0, count)
            while start < end {
                let middle = (start + end) / 2
                if high[middle] < word { start = middle + 1 } else { end = middle }
            }
            return start
        }
    }

    init(_ path: SegmentPath, number: Int) throws(SegmentFault) {
        self.path = path
        let file = try ColumnFile(path, .index, number: number)
        self.file = file
        let segments = try file.list(IndexColumn.segments.rawValue, of: UInt32.self)
        let digests = try file.list(IndexColumn.digests.rawValue, of: UInt64.self)
        guard let segments, let digests, segments.count == digests.count else {
            throw file.fault(IndexColumn.segments.rawValue)
        }
        cover = IndexCover((0..<segments.count).map { (Int(segments[$0]), digests[$0]) })
        let slice = try file.column(IndexColumn.slice.rawValue, missing: UInt16.max)
        let slices = try file.column(IndexColumn.slices.rawValue, missing: UInt16(0))
        guard let number = slice.constantValue, let count = slices.constantValue,
            count.nonzeroBitCount == 1, number < count
        else { throw file.fault(IndexColumn.slice.rawValue) }
        self.slice = Int(number)
        self.slices = Int(count)
        identities = try IndexFile.half(.identities, file, Int(count))
        references = try IndexFile.half(.references, file, Int(count))
    }

    private static func half(
        _ kind: IndexKind, _ file: ColumnFile, _ slices: Int
    ) throws(SegmentFault) -> Half {
        func words(_ column: IndexColumn) throws(SegmentFault) -> Column<UInt64> {
            try file.list(column.rawValue, of: UInt64.self) ?? Column(constant: 0, count: 0)
        }
        let directory = try file.list(kind.directory.rawValue, of: UInt32.self)
        let skipped = UInt64(slices.trailingZeroBitCount)
        let half = Half(
            directory: directory ?? Column(constant: 0, count: 0), high: try words(kind.high),
            low: try words(kind.low), entry: try words(kind.entry),
            filter: KeyFilter(
                try file.list(kind.filter.rawValue, of: UInt32.self), skippedBits: skipped),
            skippedBits: skipped,
            directoryBits: UInt64(
                Int.bitWidth - 1 - max(1, (directory?.count ?? 2) - 1).leadingZeroBitCount))
        guard half.low.count == half.count, half.entry.count == half.count,
            half.directory.count == 1 << Int(half.directoryBits) + 1,
            Int(half.directory[half.directory.count - 1]) == half.count
        else { throw file.fault(kind.directory.rawValue) }
        return half
    }

    func half(_ kind: IndexKind) -> Half { kind == .identities ? identities : references }

    /// Adds to `found` the entries of the hashes `order[range]`, which are sorted, ascending, of
    /// each the first `limit`; the place is what stands for the entry in `order`.
    func find(
        _ kind: IndexKind, _ order: IndexKeys, _ range: Range<Int>, limit: Int,
        into found: inout [(place: Int, entry: EntryID)]
    ) throws(SegmentFault) {
        let half = half(kind)
        let (highs, lows) = unsafe (half.high.cells, half.low.cells)
        for index in range {
            let (high, low) = (order.high[index], order.low[index])
            if let filter = half.filter, !filter.mayHold(high, low) { continue }
            guard let keys = half.range(high) else { throw file.fault(kind.directory.rawValue) }
            // Within the column, as `range` has checked; so are all places below its end.
            var (start, end) = (keys.lowerBound, keys.upperBound)
            while end - start > 8 {
                let middle = (start + end) / 2
                // The low words only where they decide: each is on a page of its own.
                let word = unsafe highs[middle]
                let isBelow = word == high ? unsafe lows[middle] < low : word < high
                if isBelow { start = middle + 1 } else { end = middle }
            }
            var taken = 0
            while start < keys.upperBound, unsafe highs[start] <= high {
                if unsafe highs[start] == high {
                    let word = unsafe lows[start]
                    if word > low { break }
                    if word == low { taken += 1 }
                }
                start += 1
                if taken == limit { break }
            }
            for place in start - taken..<start where taken > 0 {
                found.append(
                    (Int(order.entry[index]), EntryID(rawValue: half.entry[place])))
            }
        }
    }

    func expect(_ access: ColumnFile.Access) { file.expect(access) }
    func release() { file.release() }

    func faults() -> [SegmentFault] { file.faults(expected: nil) }

    /// Names tell the set and the slice: "12-1.0-1.keys" is all of what covers segment 12 alone.
    static func path(
        _ folder: String, _ cover: IndexCover, slice: Int, of slices: Int
    ) -> SegmentPath {
        SegmentPath(
            folder: folder,
            name: "index/\(cover.first)-\(cover.segments.count).\(slice)-\(slices).keys")
    }

    /// Both halves are sorted.
    static func write(
        _ identities: IndexKeys, _ references: IndexKeys, _ cover: IndexCover,
        slice: Int, of slices: Int, folder: String
    ) throws(SegmentFault) -> IndexFile {
        let path = path(folder, cover, slice: slice, of: slices)
        for keys in [identities, references] where keys.count > Int(UInt32.max) {
            throw .tooMany(
                file: path.shown, what: .keys, found: keys.count, limit: Int(UInt32.max))
        }
        var file = try ColumnFileWriter(
            path, .index, number: cover.first, rows: 0, capacity: IndexColumn.allCases.count)
        try file.addList(IndexColumn.segments.rawValue, cover.segments.map { UInt32($0) })
        try file.addList(IndexColumn.digests.rawValue, cover.digests)
        file.constant(IndexColumn.slice.rawValue, UInt16(slice))
        file.constant(IndexColumn.slices.rawValue, UInt16(slices))
        for (kind, keys) in [(IndexKind.identities, identities), (.references, references)] {
            let skipped = slices.trailingZeroBitCount
            try file.addList(kind.directory.rawValue, keys.directory(skipping: skipped))
            try file.addList(kind.high.rawValue, keys.high)
            try file.addList(kind.low.rawValue, keys.low)
            try file.addList(kind.entry.rawValue, keys.entry)
            try file.addList(
                kind.filter.rawValue, KeyFilter.words(of: keys, skipping: skipped))
        }
        _ = try file.finish()
        return try IndexFile(path, number: cover.first)
    }
}
