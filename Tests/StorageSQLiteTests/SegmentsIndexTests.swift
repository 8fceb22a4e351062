import Foundation
import Records
import Testing

@testable import StorageSQLite

@Suite struct SegmentsIndexTests {
    @Test("the index answers what looking at all entries does, merged or not, in any process")
    func bruteForce() throws {
        let history = try SegmentsHistory(seed: 7)
        #expect(try history.isRight())
        for number in 1...70 {
            try history.append(number, rows: history.random(30))
            if number % 3 == 0 { try history.scratch.segments.tidy(budget: 1) }
            if number % 10 == 0 {
                #expect(try history.isRight(), "\(number)")
                try history.scratch.reopen()
                #expect(try history.isRight(), "\(number), opened again")
            }
        }
        let before = history.scratch.segments.indexNow.sets.count
        try history.scratch.segments.tidy(budget: 1_000_000)
        #expect(history.scratch.segments.indexNow.sets.count < before)
        #expect(try history.isRight())
        let recovery = try history.scratch.segments.recover(segments: history.known)
        #expect(recovery == SegmentRecovery(removed: [], reindexed: [], faults: []))
        #expect(history.scratch.segments.verifyIndex().isEmpty)
    }

    @Test("a merge that stops after any step goes on, or is begun again, and answers stay")
    func steps() throws {
        let history = try SegmentsHistory(seed: 3)
        for number in 1...9 { try history.append(number, rows: 20) }
        let start = try history.scratch.names(in: "/index")
        var steps = 0
        while true {
            let before = try history.scratch.names(in: "/index")
            try history.scratch.reopen()
            try history.scratch.segments.tidy(budget: 1)
            if try history.scratch.names(in: "/index") == before { break }
            steps += 1
            #expect(try history.isRight(), "step \(steps)")
            if steps == 3 {
                // A slice that a crash tore is made again.
                let torn = try history.scratch.names(in: "/index").first { !start.contains($0) }!
                try history.scratch.write([1, 2, 3], to: "index/\(torn)")
                try history.scratch.reopen()
                #expect(try history.isRight())
            }
        }
        // Eight sets of some hundred keys in slices of forty.
        #expect(steps > 4)
        #expect(try history.scratch.names(in: "/index").contains("9-1.0-1.keys"))
        #expect(!(try history.scratch.names(in: "/index").contains("1-1.0-1.keys")))
    }

    @Test("imports that keep pace leave few sets, whatever there is, and go on in any process")
    func pace() throws {
        let history = try SegmentsHistory(seed: 29)
        for number in 1...100 {
            try history.append(number, rows: number % 7 == 0 ? 40 : 6)
            try history.scratch.segments.keepPace()
            let index = history.scratch.segments.indexNow
            #expect(index.sets.count <= 3 * IndexSet.fanIn, "\(number)")
            #expect(index.unfinished.count <= 3)
            if number % 25 == 0 {
                #expect(try history.isRight(), "\(number)")
                try history.scratch.reopen()
                let merging = history.scratch.segments.indexNow.unfinished.map(\.cover)
                #expect(merging == index.unfinished.filter { !$0.files.isEmpty }.map(\.cover))
            }
        }
        #expect(try history.isRight())
    }

    @Test("inputs that a crash kept from being removed are not asked twice")
    func remains() throws {
        let history = try SegmentsHistory(seed: 5)
        for number in 1...8 { try history.append(number, rows: 20) }
        let names = try history.scratch.names(in: "/index")
        let files = try names.map { try history.scratch.bytes("index/\($0)") }
        try history.scratch.segments.tidy()
        for (name, bytes) in zip(names, files) {
            try history.scratch.write(bytes, to: "index/\(name)")
        }
        try history.scratch.reopen()
        #expect(try history.isRight())
        #expect(Set(try history.scratch.names(in: "/index")).isDisjoint(with: names))
    }

    @Test("index files that are gone or torn are made again from the segments")
    func damage() throws {
        let history = try SegmentsHistory(seed: 11)
        for number in 1...11 { try history.append(number, rows: 15) }
        for turn in 0..<20 {
            try history.scratch.segments.tidy()
            // Slices of a large set, and sets of one segment.
            let names = try history.scratch.names(in: "/index")
            let name = names[turn * 5 % names.count]
            let whole = try history.scratch.bytes("index/\(name)")
            let counts = [nil, 0, 63, 700, whole.count - 1]
            if let count = counts[turn % counts.count] {
                try history.scratch.write(Array(whole[..<count]), to: "index/\(name)")
            } else {
                try FileManager.default.removeItem(
                    atPath: history.scratch.folder + "/index/" + name)
            }
            try history.scratch.reopen()
            let recovery = try history.scratch.segments.recover(segments: history.known)
            #expect(!recovery.reindexed.isEmpty && recovery.faults.isEmpty)
            #expect(try history.isRight(), "\(turn): \(name)")
        }
    }

    @Test("a flipped bit of an index is named, and mended by making it again")
    func flipped() throws {
        let history = try SegmentsHistory(seed: 2)
        try history.append(1, rows: 20)
        let name = "index/1-1.0-1.keys"
        let whole = try history.scratch.bytes(name)
        for offset in stride(from: 0, to: whole.count, by: 37) {
            var bytes = whole
            bytes[offset] ^= 4
            try history.scratch.write(bytes, to: name)
            try history.scratch.reopen()
            let isRefused = try history.scratch.names(in: "/index").isEmpty
            #expect(isRefused || !history.scratch.segments.verifyIndex().isEmpty, "\(offset)")
            // Whatever it says, it says without a crash.
            _ = try? history.answers()
            _ = try history.scratch.segments.rebuildIndex(segments: history.known)
            #expect(try history.scratch.bytes(name) == whole)
        }
    }

    @Test("keys of a segment that no catalogue knows are gone, and its number can be given again")
    func orphans() throws {
        let history = try SegmentsHistory(seed: 13)
        for number in 1...10 { try history.append(number, rows: 12) }
        history.forget(10)
        #expect(!(try history.isRight()))
        try history.scratch.reopen()
        let recovery = try history.scratch.segments.recover(segments: history.known)
        #expect(recovery.removed == ["10.entries"] && recovery.reindexed.isEmpty)
        #expect(try history.isRight())
        // Without a recovery in between, and after a merge that should have waited.
        for number in 10...16 { try history.append(number, rows: 12) }
        try history.scratch.segments.tidy()
        history.forget(16)
        try history.append(16, rows: 9)
        #expect(try history.isRight())
        // A backup of earlier: what was merged with later segments is not believed.
        for number in [14, 15, 16] { history.forget(number) }
        let older = try history.scratch.segments.recover(segments: history.known)
        #expect(older.removed == ["14.entries", "15.entries", "16.entries"])
        #expect(try history.isRight())
    }

    @Test("a segment that is gone does not keep the others from being found")
    func missing() throws {
        let history = try SegmentsHistory(seed: 17)
        for number in 1...3 { try history.append(number, rows: 12) }
        for name in try history.scratch.names(in: "/index") {
            try FileManager.default.removeItem(
                atPath: history.scratch.folder + "/index/" + name)
        }
        try FileManager.default.removeItem(atPath: history.scratch.folder + "/2.entries")
        try history.scratch.reopen()
        let recovery = try history.scratch.segments.recover(segments: history.known)
        #expect(recovery.reindexed == [1, 3])
        #expect(recovery.faults == [.missing(file: "segments/2.entries")])
        history.forget(2)
        #expect(try history.isRight())
    }

    @Test("a reader finds everything while somebody writes, and changes no file")
    func reader() throws {
        let history = try SegmentsHistory(seed: 23)
        for number in 1...9 { try history.append(number, rows: 12) }
        let before = try Segments(
            folder: history.scratch.folder, writes: false, keys: SegmentsScratch.keys)
        _ = try before.recover(segments: history.known)
        try history.scratch.segments.tidy()
        #expect(try history.isRight(before), "after files that it opened were merged away")
        // Imported since the index was opened, and an index of which a file is torn.
        let name = try history.scratch.names(in: "/index").first!
        try history.scratch.write([1], to: "index/\(name)")
        try history.scratch.write([1], to: "12.entries.partial")
        let names = try history.scratch.names() + history.scratch.names(in: "/index")
        let reader = try Segments(
            folder: history.scratch.folder, writes: false, keys: SegmentsScratch.keys)
        try history.append(10, rows: 12)
        let recovery = try reader.recover(segments: history.known)
        #expect(recovery.removed.isEmpty && recovery.reindexed == Array(1...8) + [10])
        #expect(try history.isRight(reader))
        try reader.tidy()
        #expect(
            Set(try history.scratch.names() + history.scratch.names(in: "/index"))
                == Set(names + ["10.entries", "10-1.0-1.keys"]))
    }

    @Test("a key of very many entries answers with the first ones")
    func limits() throws {
        let history = try SegmentsHistory(seed: 19)
        for number in 1...4 { try history.append(number, rows: 40, variety: 2) }
        let all = try history.scratch.segments.entries(bearing: [Array("ref-1".utf8)])
        #expect(all.count > 50)
        let some = try history.scratch.segments.entries(bearing: [Array("ref-1".utf8)], limit: 50)
        #expect(some.map { $0.entry } == all.prefix(50).map { $0.entry })
    }

    @Test("keys that share their first bits are sorted and found, too")
    func uneven() throws {
        var keys = IndexKeys()
        for index in 0..<3000 {
            keys.append(UInt64(index % 7), UInt64(index * 31 % 11), UInt64(3000 - index))
        }
        keys.sort()
        let sorted = (0..<keys.count).map { (keys.high[$0], keys.low[$0], keys.entry[$0]) }
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Set(keys.entry).count == 3000)
    }
}
