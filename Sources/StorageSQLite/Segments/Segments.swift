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
    private let open = Mutex(OpenSegments())

    /// Segments that were used last.
    private struct OpenSegments {
        var byNumber: [Int: EntriesSegment] = [:]
        /// Oldest first.
        var order: [Int] = []
    }

    /// Makes the folders where they are not there.
    package init(folder: String) throws(SegmentFault) {
        self.folder = folder
        for name in ["", "/index"] {
            guard unsafe mkdir(folder + name, 0o755) == 0 || errno == EEXIST else {
                throw SegmentOutput.failure(
                    SegmentPath(folder: folder, name: String(name.dropFirst())), .write)
            }
        }
    }

    func path(_ number: Int) -> SegmentPath {
        SegmentPath(folder: folder, name: "\(number).entries")
    }

    /// Writes the entries of one statement as segment `number`, which the catalogue gives from 1
    /// and does not know yet. When this returns, the file is durable; one that a crash left under
    /// the number is replaced.
    package func append(
        _ table: EntryTable, number: Int
    ) throws(SegmentFault) -> SegmentReceipt {
        precondition(number > 0 && number < 1 << 31, "segment \(number)")
        forget(number)
        let outcome = try EntriesWriter(table).write(path(number), number: number)
        return SegmentReceipt(
            number: number, rows: table.count, sha256: outcome.digest, root: outcome.root)
    }

    package func segment(_ number: Int) throws(SegmentFault) -> EntriesSegment {
        if let known = open.withLock({ $0.byNumber[number] }) { return known }
        let segment = try EntriesSegment(path(number), number: number)
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
            faults += EntriesSegment.faults(path(number), number: number, expected: sha256)
        }
        return faults
    }

    /// Removes what a crash left behind: unfinished files, and those with a number that the
    /// catalogue does not know. Answers with their names, sorted.
    package func removeOrphans(
        segments known: Set<Int>
    ) throws(SegmentFault) -> [String] {
        var removed: [String] = []
        for name in try names(in: folder) {
            let path = SegmentPath(folder: folder, name: name)
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            let number = parts.first.flatMap { Int($0) }
            let isUnfinished = name.hasSuffix(SegmentOutput.partialSuffix)
            let isUnknown =
                parts.count == 2 && parts[1] == "entries"
                && number.map { !known.contains($0) } ?? false
            guard isUnfinished || isUnknown else { continue }
            if let number { forget(number) }
            guard unsafe unlink(path.full) == 0 else {
                throw SegmentOutput.failure(path, .remove)
            }
            removed.append(name)
        }
        return removed
    }

    private func names(in folder: String) throws(SegmentFault) -> [String] {
        do throws(EngineError) { return try SystemFile.names(in: folder) ?? [] } catch {
            throw SegmentOutput.failure(SegmentPath(folder: folder, name: ""), .list)
        }
    }
}
