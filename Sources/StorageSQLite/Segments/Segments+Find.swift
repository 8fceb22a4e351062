package import Records
import Synchronization

extension Segments {
    /// Entries of each identity, sorted by place in `identities`, then by entry: of each the first
    /// `limit`. They may be of segments that no catalogue knows yet.
    package func find(
        identities: [Hash128], limit: Int = SegmentLimits.bearers
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        try find(.identities, identities, limit: limit)
    }

    /// Candidates for each hash of a reference's bytes: whoever believes them compares the bytes.
    package func find(
        references: [Hash128], limit: Int = SegmentLimits.bearers
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        try find(.references, references, limit: limit)
    }

    private func find(
        _ kind: IndexKind, _ hashes: [Hash128], limit: Int
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        let index = indexNow
        let found = try index.find(kind, hashes, limit: limit)
        // Many at once have given back what they took, slice by slice.
        guard hashes.count < SegmentLimits.lookupsHeld else { return found }
        let (_, lookups) = lookups.add(hashes.count, ordering: .relaxed)
        if lookups >= SegmentLimits.lookupsHeld {
            self.lookups.store(0, ordering: .relaxed)
            index.release()
        }
        return found
    }

    /// Entries that bear a reference in whatever role, sorted by place in `references`, then by
    /// entry: of each the first `limit`. Bytes are compared, not hashes.
    package func entries(
        bearing references: [[UInt8]], ignoringCase: Bool = false,
        limit: Int = SegmentLimits.bearers
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        let found = try find(
            references: references.map { EntryKeys.hash($0.span) }, limit: limit)
        return try confirmed(found, references, ignoringCase: ignoringCase)
    }

    /// The same of payouts and transfers alone, however many others bear the reference.
    package func money(
        bearing references: [[UInt8]], limit: Int = SegmentLimits.bearers
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        let found = try find(
            references: references.map { EntryKeys.ofMoney(EntryKeys.hash($0.span)) },
            limit: limit)
        return try confirmed(found, references, ignoringCase: false)
    }

    private func confirmed(
        _ candidates: [(place: Int, entry: EntryID)], _ references: [[UInt8]],
        ignoringCase: Bool
    ) throws(SegmentFault) -> [(place: Int, entry: EntryID)] {
        var found = candidates
        // By entry, so that each segment is opened once.
        found.sort { ($0.entry, $0.place) < ($1.entry, $1.place) }
        var confirmed: [(place: Int, entry: EntryID)] = []
        var last: EntriesSegment?
        for candidate in found {
            if last?.number != candidate.entry.segment {
                last = try segment(candidate.entry.segment)
            }
            guard let last, candidate.entry.row < last.count else { continue }
            let reference = references[candidate.place]
            if try last.bears(reference, candidate.entry.row, ignoringCase: ignoringCase) {
                confirmed.append(candidate)
            }
        }
        confirmed.sort { ($0.place, $0.entry) < ($1.place, $1.entry) }
        return confirmed
    }

    /// Merges as much as keeps the index from growing in pieces, after a catalogue has been
    /// committed that knows all segments: what an import pays does not depend on history. Entries
    /// can be looked up and appended meanwhile.
    package func keepPace() throws(SegmentFault) {
        _ = try merge(budget: indexNow.sliceKeys, keepingPace: true)
    }

    /// Merges whatever is of about one size until about `budget` keys are written; false where
    /// nothing was left to merge.
    @discardableResult
    package func tidy(budget: Int = 2 * SegmentLimits.sliceKeys) throws(SegmentFault) -> Bool {
        try merge(budget: budget, keepingPace: false)
    }

    private func merge(budget: Int, keepingPace: Bool) throws(SegmentFault) -> Bool {
        guard writes else { return false }
        return try merging.withLock { _ throws(SegmentFault) in
            var left = budget
            while left > 0 {
                let next = try withIndex { index throws(SegmentFault) in
                    index.nextMerge(keepingPace: keepingPace)
                }
                guard let next else { break }
                let file = try next.write(folder: folder)
                try withIndex { index throws(SegmentFault) in try index.take(file) }
                left -= max(1, file.keyCount)
            }
            return left < budget
        }
    }

    /// What of the index is not as it was written. Where something is, `rebuildIndex` mends it.
    package func verifyIndex() -> [SegmentFault] { indexNow.faults() }

    /// Makes the index of all segments again; `known` as in `recover`.
    package func rebuildIndex(
        segments known: [Int: [UInt8]]
    ) throws(SegmentFault) -> SegmentRecovery {
        try withIndex { index throws(SegmentFault) in _ = try index.keep([:]) }
        return try recover(segments: known)
    }
}

extension EntriesSegment {
    /// Whether one of the row's references is these bytes; where case is ignored, ASCII letters are
    /// equal to their capitals.
    func bears(
        _ reference: [UInt8], _ row: Int, ignoringCase: Bool
    ) throws(SegmentFault) -> Bool {
        for column in 0..<EntryTexts.referenceCount {
            let isSame =
                ignoringCase
                ? unsafe try text(column, row).elementsEqual(reference) {
                    EntryKeys.fold($0) == EntryKeys.fold($1)
                } : unsafe try text(column, row).elementsEqual(reference)
            if isSame { return true }
        }
        return false
    }
}
