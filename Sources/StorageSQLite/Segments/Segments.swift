import Engine
import Glibc
package import Records
import Synchronization

/// The entries and matches of a book in bulk: immutable files beside the catalogue
/// (docs/formats/segments.md). A file is durable before the catalogue names it; what the catalogue
/// does not name is an orphan of a crash, and removed.
package final class Segments: Sendable {
    /// "BOOK/segments".
    package let folder: String
    let writes: Bool
    /// What texts for people are sealed under.
    let keys: KeyRing
    let open = Mutex(OpenSegments())
    private let index: Mutex<EntryIndex>
    /// One merges at a time; the index itself is locked only to begin and to end a slice.
    let merging = Mutex(())
    /// Since pages of the index were given back last.
    let lookups = Atomic(0)

    /// Segments that were used last, and where the matches of runs lie.
    struct OpenSegments {
        var byNumber: [Int: EntriesSegment] = [:]
        /// Oldest first.
        var order: [Int] = []
        var fences: [Int: MatchesSegment.Fences] = [:]
        /// Segments that were asked for since pages were given back last.
        var asked = 0

        /// A little is read of many segments: what it took is given back now and then.
        mutating func count() {
            asked += 1
            guard asked >= SegmentLimits.segmentsHeld else { return }
            asked = 0
            for segment in byNumber.values { segment.file.release() }
        }
    }

    /// Opens the folder with its index as it stands; `recover` comes before anything else. Who
    /// writes – one at a time – makes the folders where they are not there; a reader changes
    /// nothing.
    package convenience init(
        folder: String, writes: Bool = true, keys: KeyRing
    ) throws(SegmentFault) {
        try self.init(
            folder: folder, writes: writes, keys: keys, sliceKeys: SegmentLimits.sliceKeys)
    }

    /// `sliceKeys`: fewer in tests, so that few entries make many files.
    init(
        folder: String, writes: Bool = true, keys: KeyRing, sliceKeys: Int
    ) throws(SegmentFault) {
        self.folder = folder
        self.keys = keys
        self.writes = writes
        for name in ["", "/index"] where writes {
            guard unsafe mkdir(folder + name, 0o755) == 0 || errno == EEXIST else {
                throw SegmentOutput.failure(
                    SegmentPath(folder: folder, name: String(name.dropFirst())), .write)
            }
        }
        index = Mutex(try EntryIndex(folder: folder, writes: writes, sliceKeys: sliceKeys))
    }

    func path(_ number: Int) -> SegmentPath {
        SegmentPath(folder: folder, name: "\(number).entries")
    }

    /// Writes the entries of one statement as segment `number`, which the catalogue gives from 1
    /// and does not know yet, and indexes them. When this returns, the files are durable; what a
    /// crash left under the number is replaced.
    package func append(
        _ table: EntryTable, number: Int
    ) throws(SegmentFault) -> SegmentReceipt {
        precondition(writes && number > 0 && number < 1 << 31, "segment \(number)")
        forget(number)
        let path = path(number)
        let key = try path.opening { () throws(EngineError) in try self.keys.current(.book) }
        let writer = EntriesWriter(table)
        let keys = writer.keys(number: number)
        let outcome = try writer.write(path, number: number, sealedWith: key)
        let others = try withIndex { index throws(SegmentFault) in
            let others = try index.forget(number)
            try index.add(keys, IndexCover(segment: number, sha256: outcome.digest))
            return others
        }
        try reindex(others)
        return SegmentReceipt(
            number: number, rows: table.count, sha256: outcome.digest, root: outcome.root)
    }

    /// What each entry of a table says, as `append` keeps it: to compare it with history before it
    /// is written.
    package static func contents(of table: EntryTable) -> [Hash128] {
        let texts = EntryTexts(table)
        let content = EntryContent(table)
        return (0..<table.count).map { content.hash(table, $0, texts) }
    }

    package func segment(_ number: Int) throws(SegmentFault) -> EntriesSegment {
        let known = open.withLock { open in
            open.count()
            return open.byNumber[number]
        }
        if let known { return known }
        let segment = try EntriesSegment(path(number), number: number, keys)
        open.withLock { open in
            if open.byNumber.updateValue(segment, forKey: number) == nil {
                open.order.append(number)
            }
            if open.order.count > SegmentLimits.openFiles {
                open.byNumber[open.order.removeFirst()] = nil
            }
        }
        return segment
    }

    private func forget(_ number: Int) {
        open.withLock { open in
            if open.byNumber.removeValue(forKey: number) != nil {
                open.order.removeAll { $0 == number }
            }
        }
    }

    /// The entries as tables, one per segment, segments and rows ascending. An id that is asked for
    /// twice is given once.
    package func rows(_ ids: [EntryID]) throws(SegmentFault) -> [SegmentRows] {
        var groups: [SegmentRows] = []
        let sorted = ids.sorted()
        var start = 0
        while start < sorted.count {
            let number = sorted[start].segment
            var rows: [UInt32] = []
            while start < sorted.count, sorted[start].segment == number {
                let row = UInt32(sorted[start].row)
                if rows.last != row { rows.append(row) }
                start += 1
            }
            groups.append(
                SegmentRows(
                    segment: number, rows: rows, table: try segment(number).table(rows: rows)))
        }
        return groups
    }

    /// What of the entries is not as it was written. `known`: number and SHA-256 of every segment
    /// of the catalogue.
    package func verify(_ known: [(number: Int, sha256: [UInt8])]) -> [SegmentFault] {
        var faults: [SegmentFault] = []
        for (number, sha256) in known.sorted(by: { $0.number < $1.number }) {
            // Opened anew, so that what is on the disk is looked at.
            faults += EntriesSegment.faults(
                path(number), number: number, expected: sha256, keys)
        }
        return faults
    }

    /// Makes the folder what the catalogue says, after a crash or a restored backup: removes
    /// unfinished files and those of unknown segments and runs, and indexes again what no index
    /// covers. A reader only learns what to believe, and indexes in memory.
    ///
    /// `segments`: number and SHA-256 of every segment of the catalogue; `runs`: those with
    /// matches, nil where matches are to be left alone.
    package func recover(
        segments known: [Int: [UInt8]], runs: Set<Int>? = nil
    ) throws(SegmentFault) -> SegmentRecovery {
        let removed =
            writes ? try removeOrphans(segments: Set(known.keys), runs: runs) : []
        let digests = known.mapValues { IndexCover.digest($0) }
        let missing = try withIndex { index throws(SegmentFault) in try index.keep(digests) }
        // A segment that is not there or torn is what `verify` tells of; the others are found.
        var reindexed: [Int] = []
        var faults: [SegmentFault] = []
        for number in missing {
            do throws(SegmentFault) {
                try reindex([number])
                reindexed.append(number)
            } catch {
                if case .io = error { throw error }
                faults.append(error)
            }
        }
        return SegmentRecovery(removed: removed, reindexed: reindexed, faults: faults)
    }

    /// Removes what a crash left behind: unfinished files, and those with a number that the
    /// catalogue does not know; runs are not looked at where `runs` is nil. Answers with their
    /// names, sorted.
    func removeOrphans(
        segments known: Set<Int>, runs: Set<Int>? = nil
    ) throws(SegmentFault) -> [String] {
        var removed: [String] = []
        for name in try names(in: folder) {
            let path = SegmentPath(folder: folder, name: name)
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard let number = parts.first.flatMap({ Int($0) }), parts.count > 1 else { continue }
            let isUnknown =
                switch parts[1] {
                case "entries": !known.contains(number)
                case "matches": runs.map { !$0.contains(number) } ?? false
                default: false
                }
            let isUnfinished = name.hasSuffix(DurableFile.partialSuffix)
            guard isUnfinished || (parts.count == 2 && isUnknown) else { continue }
            if parts[1] == "entries" { forget(number) }
            guard unsafe unlink(path.full) == 0 else {
                throw SegmentOutput.failure(path, .remove)
            }
            removed.append(name)
        }
        return removed
    }

    private func reindex(_ numbers: [Int]) throws(SegmentFault) {
        for number in numbers {
            let segment = try segment(number)
            let keys = try segment.keys()
            try withIndex { index throws(SegmentFault) in
                try index.add(keys, IndexCover(segment: number, sha256: segment.digest))
            }
        }
    }

    private func names(in folder: String) throws(SegmentFault) -> [String] {
        do throws(EngineError) { return try SystemFile.names(in: folder) ?? [] } catch {
            throw SegmentOutput.failure(SegmentPath(folder: folder, name: ""), .list)
        }
    }

    /// The index as it stands: its files stay open while it is used.
    var indexNow: EntryIndex { index.withLock { $0 } }

    /// `Mutex` does not pass a typed error on.
    func withIndex<Value: Sendable>(
        _ body: (inout EntryIndex) throws(SegmentFault) -> sending Value
    ) throws(SegmentFault) -> Value {
        try index.withLock { index throws(SegmentFault) in try body(&index) }
    }
}
