import Engine
import Foundation
import Records
import Testing
import TransparencyLog

@testable import StorageSQLite

@Suite struct SegmentsDamageTests {
    @Test("a file that ends anywhere before its end is refused")
    func torn() throws {
        let scratch = try SegmentsScratch()
        _ = try scratch.segments.append(SegmentsTable.full(rows: 3), number: 1)
        let whole = try scratch.bytes("1.entries")
        for count in 0..<whole.count {
            try scratch.write(Array(whole[..<count]), to: "2.entries")
            #expect(throws: SegmentFault.self, "\(count) bytes") {
                _ = try EntriesSegment(scratch.segments.path(2), number: 2, SegmentsScratch.keys)
            }
        }
        try scratch.write(whole + [0], to: "1.entries")
        #expect(throws: SegmentFault.self) {
            try EntriesSegment(scratch.segments.path(1), number: 1, SegmentsScratch.keys)
        }
    }

    @Test("one flipped bit anywhere is found, and its column named")
    func flipped() throws {
        let scratch = try SegmentsScratch()
        let receipt = try scratch.segments.append(SegmentsTable.full(rows: 5), number: 1)
        let whole = try scratch.bytes("1.entries")
        let header = try EntriesSegment(scratch.segments.path(1), number: 1, SegmentsScratch.keys)
            .file.header
        for offset in whole.indices {
            var bytes = whole
            bytes[offset] ^= 1 << UInt8(offset % 8)
            try scratch.write(bytes, to: "1.entries")
            let faults = scratch.segments.verify([(1, receipt.sha256)])
            #expect(faults.count == 1, "\(offset): \(faults)")
            guard offset >= header.byteCount else {
                if case .header = faults.first { continue }
                if case .size = faults.first, offset < 16 { continue }
                Issue.record("\(offset): \(faults)")
                continue
            }
            let column = header.columns.last {
                $0.form != .constant && $0.offset <= UInt64(offset)
            }!
            let isPadding = UInt64(offset) >= column.offset + column.byteCount
            let name = EntryColumn(rawValue: column.id)!.name
            var expected = SegmentFault.column(file: "segments/1.entries", column: name)
            if isPadding {
                expected = .padding(file: "segments/1.entries", offset: offset)
            } else if column.form == .sealed {
                switch offset - Int(column.offset) {
                case 12..<16:
                    // The number of a key that is not there.
                    guard case .locked(file: "segments/1.entries", _) = faults.first else { break }
                    continue
                case 16..<24:
                    // Blocks of another size, or of one that none has.
                    let isTold =
                        faults.first == expected
                        || faults.first
                            == .sealed(file: "segments/1.entries", column: name, block: 0)
                    #expect(isTold, "\(faults)")
                    continue
                case SealedHeader.byteCount - 32..<Int(column.byteCount):
                    expected = .sealed(file: "segments/1.entries", column: name, block: 0)
                default: break
                }
            }
            #expect(faults.first == expected)
            // Whoever reads it nevertheless learns of a cell, or gets another table: no crash.
            _ = try? EntriesSegment(scratch.segments.path(1), number: 1, SegmentsScratch.keys)
                .table()
        }
    }

    @Test(
        "a segment under another number, another file of the same name and a missing one are told")
    func exchanged() throws {
        let scratch = try SegmentsScratch()
        let first = try scratch.segments.append(SegmentsTable.full(rows: 4), number: 1)
        let second = try scratch.segments.append(SegmentsTable.full(rows: 5), number: 2)
        let known = [(1, first.sha256), (2, second.sha256), (3, first.sha256)]
        try scratch.write(scratch.bytes("2.entries"), to: "1.entries")
        _ = try scratch.segments.append(SegmentsTable.full(rows: 6), number: 2)
        let faults = scratch.segments.verify(known)
        #expect(faults.count == 3)
        #expect(faults.first == .header(file: "segments/1.entries", .number))
        if case .digest(let file, _, _) = faults[1] {
            #expect(file == "segments/2.entries")
        } else {
            Issue.record("\(faults[1])")
        }
        #expect(faults.last == .missing(file: "segments/3.entries"))
    }

    @Test("what the system refuses is told, and leaves nothing under the segment's name")
    func refused() throws {
        let scratch = try SegmentsScratch()
        let table = SegmentsTable.full(rows: 3)
        // A folder stands where the file shall be.
        try FileManager.default.createDirectory(
            atPath: scratch.folder + "/1.entries", withIntermediateDirectories: false)
        do throws(SegmentFault) {
            _ = try scratch.segments.append(table, number: 1)
            Issue.record("appended over a folder")
        } catch {
            guard case .io(let file, let operation, _) = error else { throw error }
            #expect(file == "segments/1.entries" && operation == .rename)
        }
        #expect(try scratch.names() == ["1.entries", "index"])
        try FileManager.default.removeItem(atPath: scratch.folder)
        do throws(SegmentFault) {
            _ = try scratch.segments.append(table, number: 2)
            Issue.record("appended to no folder")
        } catch {
            guard case .io(_, let operation, _) = error else { throw error }
            #expect(operation == .open)
        }
    }
}
