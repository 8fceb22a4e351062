import Engine
import Glibc
import Records

/// Hash of an identity or a reference → entries, over all segments: some sets of sorted files, the
/// more entries the larger, so that a look-up asks each of few.
///
/// Which files count is told by the files themselves: each names the segments it covers. A file is
/// believed if it is whole and all its segments are known; what is not covered is indexed again
/// from the segments. So there is no list that could disagree with the folder.
struct EntryIndex: Sendable {
    let folder: String
    /// Keys of a slice at most.
    let sliceKeys: Int
    /// Keys below which all sets are of one size: a file of 100 kB costs as much as one of none.
    private var smallest: Int { max(10, sliceKeys / 512) }
    /// Complete; no segment is in two of them.
    private(set) var sets: [IndexSet] = []
    /// What is being merged, one set per size of its inputs: its segments are those of some of
    /// `sets`, which count until it is complete.
    private(set) var unfinished: [IndexSet] = []
    /// Sorted keys of segments that no file covers, where files must not be written.
    private var loose: [EntryKeys] = []
    /// A reader leaves the folder as it is: somebody else may be writing.
    private let writes: Bool

    /// Fewer hashes than this touch few of the pages of a file.
    private static let scattered = 1000

    /// Times that a reader looks again because a file that it saw was merged away.
    private static let looks = 100

    init(folder: String, writes: Bool, sliceKeys: Int) throws(SegmentFault) {
        self.folder = folder
        self.writes = writes
        self.sliceKeys = sliceKeys
        var files: [IndexFile]?
        for _ in 0..<EntryIndex.looks where files == nil { files = try readAll() }
        var found: [IndexSet] = []
        for file in files ?? [] {
            if let index = found.firstIndex(where: {
                $0.cover == file.cover && $0.slices.count == file.slices
            }) {
                found[index].add(file)
            } else {
                found.append(IndexSet(file))
            }
        }
        try choose(found)
    }

    /// Nil where a file is gone since the folder was listed.
    private func readAll() throws(SegmentFault) -> [IndexFile]? {
        var files: [IndexFile] = []
        for name in try names() {
            let path = SegmentPath(folder: folder, name: "index/" + name)
            do throws(SegmentFault) {
                guard let number = Int(name.prefix { $0 != "-" }), name.hasSuffix(".keys") else {
                    throw .header(file: path.shown, .number)
                }
                files.append(try IndexFile(path, number: number))
            } catch {
                if case .missing = error, !writes { return nil }
                if case .io = error { throw error }
                try remove(path)
            }
        }
        return files
    }

    private func names() throws(SegmentFault) -> [String] {
        do throws(EngineError) { return try SystemFile.names(in: folder + "/index") ?? [] } catch {
            throw SegmentOutput.failure(SegmentPath(folder: folder, name: "index"), .list)
        }
    }

    /// Larger sets first: what they cover, smaller ones say again that a crash kept from being
    /// removed. An unfinished one goes on if all that it covers is there.
    private mutating func choose(_ found: [IndexSet]) throws(SegmentFault) {
        let order = found.sorted {
            ($0.cover.segments.count, $1.cover.first) > ($1.cover.segments.count, $0.cover.first)
        }
        var covered: Set<Int> = []
        for set in order where set.isComplete {
            if covered.isDisjoint(with: set.cover.segments) {
                covered.formUnion(set.cover.segments)
                sets.append(set)
            } else {
                try remove(set)
            }
        }
        for set in order where !set.isComplete {
            let parts = inputs(of: set.cover)
            if parts.count > 1, IndexCover(joining: parts.map { $0.cover }) == set.cover,
                unfinished.allSatisfy({ $0.cover.isDisjoint(with: set.cover) })
            {
                unfinished.append(set)
            } else {
                try remove(set)
            }
        }
        sortUnfinished()
        sets.sort { $0.cover.first < $1.cover.first }
    }

    private func inputs(of cover: IndexCover) -> [IndexSet] {
        let wanted = Set(cover.segments)
        return sets.filter { wanted.isSuperset(of: $0.cover.segments) }
    }

    /// Drops what covers a segment that is not known; answers with the known ones that no set
    /// covers, ascending.
    mutating func keep(_ known: [Int: UInt64]) throws(SegmentFault) -> [Int] {
        for set in sets where !set.cover.isKnown(known) { try remove(set) }
        sets.removeAll { !$0.cover.isKnown(known) }
        loose = []
        for set in unfinished where !set.cover.isKnown(known) { try remove(set) }
        unfinished.removeAll { !$0.cover.isKnown(known) }
        let covered = Set(sets.flatMap { $0.cover.segments })
        return known.keys.filter { !covered.contains($0) }.sorted()
    }

    /// Drops the keys of one segment, whose number is given again; answers with the other segments
    /// that no set covers for it.
    mutating func forget(_ segment: Int) throws(SegmentFault) -> [Int] {
        for set in unfinished where set.cover.segments.contains(segment) { try remove(set) }
        unfinished.removeAll { $0.cover.segments.contains(segment) }
        guard let place = sets.firstIndex(where: { $0.cover.segments.contains(segment) }) else {
            return []
        }
        let set = sets.remove(at: place)
        try remove(set)
        return set.cover.segments.filter { $0 != segment }
    }

    /// Adds the keys of a segment, durably; a reader keeps them in memory.
    mutating func add(_ keys: EntryKeys, _ cover: IndexCover) throws(SegmentFault) {
        var keys = keys
        keys.sort()
        guard writes else {
            loose.append(keys)
            let count = loose.reduce(0) { $0 + $1.count }
            guard count <= SegmentLimits.looseKeys else {
                throw .tooMany(
                    file: "segments/index", what: .keys, found: count,
                    limit: SegmentLimits.looseKeys)
            }
            return
        }
        let file = try IndexFile.write(
            keys.identities, keys.references, cover, slice: 0, of: 1, folder: folder)
        sets.append(IndexSet(file))
    }

    // MARK: Merging

    /// The slice that is to be merged next, of sets of about equal size; nil where nothing is.
    /// What is begun goes on at the next call, in this process or another.
    ///
    /// `keepingPace`: only so much that no merge falls behind. Each writes its keys in the time in
    /// which as many come anew, and sets of every size go on beside each other. So an import pays
    /// for its own keys about once per size, whatever there is, and for some slices at most beyond
    /// that.
    mutating func nextMerge(keepingPace: Bool) -> IndexMerge? {
        begin()
        let next = unfinished.first { !keepingPace || isBehind($0) }
        guard let next, let slice = next.nextSlice else { return nil }
        return IndexMerge(inputs(of: next.cover), next.cover, slice: slice, of: next.slices.count)
    }

    /// A slice that was merged while others used the index.
    mutating func take(_ file: IndexFile) throws(SegmentFault) {
        let place = unfinished.firstIndex {
            $0.cover == file.cover && $0.slices.count == file.slices
        }
        guard let place else {
            // A segment of it was forgotten meanwhile.
            try remove(file.path)
            return
        }
        unfinished[place].add(file)
        let set = unfinished[place]
        guard set.isComplete else { return }
        let inputs = inputs(of: set.cover)
        unfinished.remove(at: place)
        try finish(set, inputs)
    }

    /// Keys that came since a merge could begin, against those that it has written.
    private func isBehind(_ set: IndexSet) -> Bool {
        let last = set.cover.segments.last ?? 0
        let came = sets.reduce(0) { $0 + ($1.cover.first > last ? $1.keyCount : 0) }
        let keys = inputs(of: set.cover).reduce(0) { $0 + $1.keyCount }
        // What is little at once is done at once: a merge of small files is not worth waiting for.
        if keys <= smallest * IndexSet.fanIn * IndexSet.fanIn { return true }
        let slice = keys / max(1, set.slices.count)
        return came * EntryIndex.pace / 2 >= set.keyCount + slice
    }

    /// Keys that a merge writes per two that come: somewhat more than it must, so that it ends
    /// before the next one of its size is due.
    private static let pace = 3

    /// Chooses the eight oldest sets of each size of which there are eight that nothing merges
    /// yet; one merge per size.
    private mutating func begin() {
        let merging = Set(unfinished.flatMap { $0.cover.segments })
        let free = sets.filter { !merging.contains($0.cover.first) }
        let busy = Set(
            unfinished.compactMap { inputs(of: $0.cover).first?.tier(smallest: smallest) })
        for (tier, all) in Dictionary(grouping: free, by: { $0.tier(smallest: smallest) })
        where !busy.contains(tier) && all.count >= IndexSet.fanIn {
            let chosen = all.sorted { $0.cover.first < $1.cover.first }.prefix(IndexSet.fanIn)
            let keys = chosen.reduce(0) { $0 + $1.keyCount }
            var slices = 1
            while slices * sliceKeys < keys { slices *= 2 }
            unfinished.append(
                IndexSet(IndexCover(joining: chosen.map { $0.cover }), slices: slices))
        }
        sortUnfinished()
    }

    /// Smaller ones go first.
    private mutating func sortUnfinished() {
        unfinished.sort {
            ($0.cover.segments.count, $0.cover.first) < ($1.cover.segments.count, $1.cover.first)
        }
    }

    private mutating func finish(_ set: IndexSet, _ inputs: [IndexSet]) throws(SegmentFault) {
        let covered = Set(set.cover.segments)
        sets.removeAll { covered.contains($0.cover.first) }
        sets.append(set)
        for input in inputs { try remove(input) }
    }

    // MARK: Finding

    /// The entries of each hash, by place in `hashes`, then entry; of each hash the first
    /// `limit` entries.
    func find(
        _ kind: IndexKind, _ hashes: [Hash128], limit: Int
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        var order = IndexKeys()
        order.reserve(hashes.count)
        for (place, hash) in hashes.enumerated() { order.append(hash, UInt64(place)) }
        order.sort()
        var found: [(place: Int, entry: EntryID)] = []
        // In the order of the hashes every page is read once.
        let access: ColumnFile.Access =
            hashes.count < EntryIndex.scattered ? .scattered : .whole
        for set in sets {
            try set.find(kind, order, limit: limit, access, into: &found)
        }
        for keys in loose {
            let half = kind == .identities ? keys.identities : keys.references
            for index in 0..<order.count {
                half.find(order.high[index], order.low[index]) { entry in
                    found.append((Int(order.entry[index]), EntryID(rawValue: entry)))
                    return true
                }
            }
        }
        found.sort { ($0.place, $0.entry) < ($1.place, $1.entry) }
        var taken = 0
        var last = -1
        found.removeAll { place, _ in
            taken = place == last ? taken + 1 : 1
            last = place
            return taken > limit
        }
        return found
    }

    /// Gives back the memory that reading took; everything can still be read.
    func release() {
        for set in sets { for file in set.files { file.release() } }
    }

    func faults() -> [SegmentFault] {
        (sets + unfinished).flatMap { $0.files }.flatMap { $0.faults() }
    }

    private func remove(_ set: IndexSet) throws(SegmentFault) {
        for file in set.files { try remove(file.path) }
    }

    private func remove(_ path: SegmentPath) throws(SegmentFault) {
        guard writes else { return }
        guard unsafe unlink(path.full) == 0 || errno == ENOENT else {
            throw SegmentOutput.failure(path, .remove)
        }
    }
}
