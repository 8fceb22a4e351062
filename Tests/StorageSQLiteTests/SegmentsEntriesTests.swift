import Foundation
import Records
import Statements
import Testing
import TransparencyLog

@testable import StorageSQLite

@Suite struct SegmentsEntriesTests {
    @Test(
        "what is read out of a segment equals what was written", arguments: SegmentsFixtures.files)
    func roundTrip(_ file: SegmentsFixtures.File) throws {
        let scratch = try SegmentsScratch()
        for (index, table) in try SegmentsFixtures.tables(file).enumerated() {
            try check(table, number: index + 1, scratch)
        }
    }

    @Test("every column, fine decimals, foreign encodings and no rows survive")
    func rareColumns() throws {
        let scratch = try SegmentsScratch()
        try check(SegmentsTable.full(rows: 40), number: 1, scratch)
        try check(SegmentsTable.full(rows: 40, scale: 18, feeScale: 2), number: 2, scratch)
        try check(SegmentsTable.full(rows: 1), number: 3, scratch)
        try check(EntryTable(), number: 4, scratch)
    }

    private func check(_ table: EntryTable, number: Int, _ scratch: SegmentsScratch) throws {
        let receipt = try scratch.segments.append(table, number: number)
        #expect(receipt.rows == table.count && receipt.number == number)
        let segment = try scratch.segments.segment(number)
        #expect(segment.digest == receipt.sha256 && segment.root == receipt.root)
        let all = Array(0..<table.count)
        let back = try segment.table()
        #expect(back.count == table.count)
        #expect(back.net.scale == table.net.scale && back.fee.scale == table.fee.scale)
        #expect(back.gross.scale == table.gross.scale)
        #expect(back.currencies.all == table.currencies.all)
        #expect(SegmentsDifference.of(table, all, back, all) == nil)
        let some = all.filter { $0 % 3 != 1 }
        let part = try segment.table(rows: some.map { UInt32($0) })
        #expect(SegmentsDifference.of(table, some, part, Array(some.indices)) == nil)
        #expect(Segments.contents(of: table) == all.map { segment.content($0) })
        for row in all {
            #expect(segment.identity(row) == table.identity[row])
            #expect(try segment.kind(row) == table.kind[row])
            #expect(try segment.gross(row) == table.gross(ofRow: row))
            #expect(
                try segment.reference(.order, row)
                    == Array(Statements.text(table.orderReference[row], in: table).utf8))
        }
        // Written again out of what was read, it is the same but for free text in the heap.
        let again = try scratch.segments.append(back, number: number)
        #expect(again == receipt)
        #expect(scratch.segments.verify([(number, receipt.sha256)]).isEmpty)
    }

    @Test("columns that say nothing take no room")
    func absentColumns() throws {
        let scratch = try SegmentsScratch()
        var table = EntryTable()
        for row in 0..<1000 {
            var draft = EntryDraft()
            draft.identity = Hash128(high: 0, low: UInt64(row))
            draft.gross = 100
            draft.occurredAt = 5
            _ = table.append(draft)
        }
        _ = try scratch.segments.append(table, number: 1)
        // Identity and content; the rest is in the header.
        #expect(try scratch.bytes("1.entries").count < 1000 * 16 + 6 << 10)
    }

    @Test("equal identities are counted in the order of the rows")
    func occurrences() throws {
        let scratch = try SegmentsScratch()
        _ = try scratch.segments.append(SegmentsTable.full(rows: 9), number: 1)
        let segment = try scratch.segments.segment(1)
        #expect((0..<9).map { segment.occurrence($0) } == [0, 1, 0, 1, 0, 1, 0, 1, 0])
    }

    @Test("rows of several segments come grouped, in order, once")
    func grouped() throws {
        let scratch = try SegmentsScratch()
        for number in 1...3 {
            _ = try scratch.segments.append(SegmentsTable.full(rows: 10), number: number)
        }
        let ids = [(3, 9), (1, 4), (3, 0), (1, 4), (1, 2)].map { EntryID(segment: $0, row: $1) }
        let groups = try scratch.segments.rows(ids)
        #expect(groups.map { $0.segment } == [1, 3])
        #expect(groups.map { $0.rows } == [[2, 4], [0, 9]])
        #expect(groups[1].id(1) == EntryID(segment: 3, row: 9))
        #expect(groups[1].table.line[1] == 11)
        #expect(throws: SegmentFault.row(file: "segments/1.entries", found: 10, count: 10)) {
            try scratch.segments.rows([EntryID(segment: 1, row: 10)])
        }
        #expect(throws: SegmentFault.missing(file: "segments/4.entries")) {
            try scratch.segments.rows([EntryID(segment: 4, row: 0)])
        }
    }

    @Test("orphans of a crash are removed, known segments are not")
    func orphans() throws {
        let scratch = try SegmentsScratch()
        for number in 1...3 {
            _ = try scratch.segments.append(SegmentsTable.full(rows: 2), number: number)
        }
        try scratch.write([1, 2], to: "4.entries.partial")
        try scratch.write([1, 2], to: "notes.txt")
        #expect(
            try scratch.segments.removeOrphans(segments: [1, 3])
                == ["2.entries", "4.entries.partial"])
        #expect(try scratch.names() == ["1.entries", "3.entries", "index", "notes.txt"])
    }

    @Test(
        "an entry says the same in another place, encoding and precision, and not with any change")
    func content() throws {
        let scratch = try SegmentsScratch()
        func content(_ scale: Int = 2, _ change: (inout EntryDraft) -> Void) throws -> Hash128 {
            var table = EntryTable(scale: scale)
            var draft = EntryDraft()
            draft.gross = 1230 * (scale == 3 ? 10 : 1)
            draft.orderReference = table.intern("A1".utf8)
            draft.occurredAt = 7
            change(&draft)
            _ = table.append(draft)
            _ = try scratch.segments.append(table, number: 1)
            return try scratch.segments.segment(1).content(0)
        }
        let plain = try content { _ in }
        #expect(try content(3) { _ in } == plain)
        let same: [(inout EntryDraft) -> Void] = [
            { $0.line = 9 }, { $0.rowOffset = 9 }, { $0.balance = 9 }, { $0.identity.low = 9 },
            { $0.memo = $0.orderReference }, { $0.counterparty = $0.orderReference },
        ]
        for (index, change) in same.enumerated() {
            #expect(try content(2, change) == plain, "\(index)")
        }
        let other: [(inout EntryDraft) -> Void] = [
            { $0.kind = .refund }, { $0.status = .pending }, { $0.gross += 1 },
            { $0.gross = AmountColumn.absent }, { $0.discount = 1230 }, { $0.fee = 0 },
            { $0.asked = 0 }, { $0.settled = 0 }, { $0.original = 0 },
            { $0.currency = .usdt }, { $0.feeCurrency = .cny }, { $0.statedFeeRate = 1 },
            { $0.orderReference = .none }, { $0.channelReference = $0.orderReference },
            { $0.occurredAt = 8 }, { $0.bookedOn = 3 }, { $0.valueOn = 3 }, { $0.deliveredAt = 7 },
            { $0.delivery = .delivered },
        ]
        var seen: Set = [plain]
        for (index, change) in other.enumerated() {
            #expect(seen.insert(try content(2, change)).inserted, "\(index)")
        }
    }
}
