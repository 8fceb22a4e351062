import Engine
import Foundation
import Matching
import Records
import Testing

@testable import StorageSQLite

@Suite struct SegmentsMatchesTests {
    /// Matches of entries that come again, in no order.
    private func matches(_ count: Int, seed: Int, segments: ClosedRange<Int>) -> [MatchFact] {
        (0..<count).map { index in
            func entry(_ factor: Int) -> EntryID {
                let value = (index + seed) * factor
                return EntryID(
                    segment: segments.lowerBound + value % segments.count, row: value % 13)
            }
            return MatchFact(
                leg: UInt16(index % 3), left: entry(7), right: entry(11),
                entryClass: EntryClass.allCases[index % EntryClass.allCases.count],
                pass: UInt8(index % 5))
        }
    }

    @Test("matches are read as they were written, in the order of the run")
    func roundTrip() throws {
        let scratch = try SegmentsScratch()
        for (run, count) in [(1, 0), (2, 1), (3, 50)] {
            let all = matches(count, seed: run, segments: 1...4)
            let sha256 = try scratch.segments.append(all, run: run)
            #expect(try scratch.segments.matches(run: run) == all)
            #expect(scratch.segments.verify(runs: [(run, sha256), (run, nil)]).isEmpty)
        }
        #expect(scratch.segments.verify(runs: [(4, nil)]) == [.missing(file: "segments/4.matches")])
    }

    @Test("matches of entries are those that looking at all of them finds")
    func bruteForce() throws {
        let scratch = try SegmentsScratch()
        var all: [(run: Int, match: MatchFact)] = []
        for run in 1...6 {
            let own = matches(40, seed: run, segments: run...run + 2)
            // One run stands in the order of its left entries.
            let given = run == 4 ? own.sorted { $0.left < $1.left } : own
            _ = try scratch.segments.append(given, run: run)
            all += given.map { (run, $0) }
        }
        for step in 1...9 {
            let wanted = (0..<20).map { EntryID(segment: 1 + $0 * step % 10, row: $0 % 13) }
            let expected = all.filter {
                wanted.contains($0.match.left) || wanted.contains($0.match.right)
            }
            let found = try scratch.segments.matches(of: wanted, runs: Array(1...6))
            #expect(found.map { $0.match } == expected.map { $0.match })
            #expect(found.map { $0.run } == expected.map { $0.run })
        }
        #expect(try scratch.segments.matches(of: [], runs: [9]).isEmpty)
    }

    @Test("a flipped bit of a run's matches is found; unknown runs are removed")
    func damage() throws {
        let scratch = try SegmentsScratch()
        let all = matches(9, seed: 1, segments: 1...3)
        let sha256 = try scratch.segments.append(all, run: 1)
        let whole = try scratch.bytes("1.matches")
        for offset in whole.indices {
            var bytes = whole
            bytes[offset] ^= 1 << UInt8(offset % 8)
            try scratch.write(bytes, to: "1.matches")
            #expect(scratch.segments.verify(runs: [(1, sha256)]).count == 1, "\(offset)")
            _ = try? scratch.segments.matches(of: all.map { $0.left }, runs: [1])
        }
        for count in whole.indices {
            try scratch.write(Array(whole[..<count]), to: "1.matches")
            #expect(throws: SegmentFault.self) { try scratch.segments.matches(run: 1) }
        }
        _ = try scratch.segments.append(all, run: 2)
        try scratch.write([1], to: "3.matches.partial")
        let recovery = try scratch.segments.recover(segments: [:], runs: [1])
        #expect(recovery.removed == ["2.matches", "3.matches.partial"])
        _ = try scratch.segments.append(all, run: 2)
        #expect(try scratch.segments.recover(segments: [:]).removed.isEmpty)
    }
}
