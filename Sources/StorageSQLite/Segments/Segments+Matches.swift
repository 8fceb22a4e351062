package import Engine
package import Records
import Synchronization

extension Segments {
    func path(ofRun run: Int) -> SegmentPath {
        SegmentPath(folder: folder, name: "\(run).matches")
    }

    /// Writes the matches of a run, in its order, which the catalogue does not know yet. When this
    /// returns, the file is durable. Answers with the SHA-256 that names it.
    package func append(
        _ matches: [MatchFact], run: Int
    ) throws(SegmentFault) -> [UInt8] {
        precondition(writes && run > 0 && run < 1 << 31, "run \(run)")
        open.withLock { $0.fences[run] = nil }
        return try MatchesSegment.write(matches, run: run, to: path(ofRun: run))
    }

    /// All matches of a run, in its order.
    package func matches(run: Int) throws(SegmentFault) -> [MatchFact] {
        let segment = try MatchesSegment(path(ofRun: run), run: run)
        var matches: [MatchFact] = []
        matches.reserveCapacity(segment.count)
        for row in 0..<segment.count { matches.append(try segment.match(row)) }
        return matches
    }

    /// Matches of some entries, on whichever side they stand: by run, in the order of `runs`, then
    /// in the run's order. `runs` are those of the catalogue that have matches.
    package func matches(
        of entries: [EntryID], runs: [Int]
    ) throws(SegmentFault) -> [(run: Int, match: MatchFact)] {
        guard !entries.isEmpty else { return [] }
        let sorted = Array(Set(entries)).sorted()
        var found: [(run: Int, match: MatchFact)] = []
        for run in runs where try fences(run).mayHold(sorted) {
            let segment = try MatchesSegment(path(ofRun: run), run: run)
            for row in try segment.rows(of: sorted) {
                found.append((run, try segment.match(row)))
            }
        }
        return found
    }

    /// Files never change while they are known, so that each is looked at once.
    private func fences(_ run: Int) throws(SegmentFault) -> MatchesSegment.Fences {
        if let known = open.withLock({ $0.fences[run] }) { return known }
        let path = path(ofRun: run)
        let fences = try MatchesSegment.Fences(
            ColumnFile.header(at: path, .matches, number: run), path)
        open.withLock { $0.fences[run] = fences }
        return fences
    }

    /// What of the runs' matches is not as it was written; `sha256` where the catalogue knows it.
    package func verify(
        runs: [(number: Int, sha256: [UInt8]?)]
    ) -> [SegmentFault] {
        var faults: [SegmentFault] = []
        for (number, sha256) in runs {
            do throws(SegmentFault) {
                let file = try ColumnFile(path(ofRun: number), .matches, number: number)
                let own = file.faults(expected: sha256)
                faults += own
                guard own.isEmpty else { continue }
                let segment = try MatchesSegment(file)
                for row in 0..<segment.count { _ = try segment.match(row) }
            } catch {
                faults.append(error)
            }
        }
        return faults
    }
}
