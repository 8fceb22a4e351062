import Matching
import Records
import Testing

@testable import Reports

@Suite struct CompactMatchesTests {
    struct Pair: Hashable {
        var leftFile: UInt32
        var leftLine: UInt32
        var rightFile: UInt32
        var rightLine: UInt32
        var pass: UInt8
        var entryClass: EntryClass
    }

    /// A plain reader of runs and the end; nil where the bytes are none.
    struct Reader {
        var bytes: [UInt8]
        var at = 0

        mutating func byte() -> UInt8? {
            guard at < bytes.count else { return nil }
            at += 1
            return bytes[at - 1]
        }

        mutating func varint() -> UInt64? {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while let byte = byte() {
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
            return nil
        }

        mutating func line(after last: Int64) -> Int64? {
            guard let value = varint() else { return nil }
            let half = Int64(value / 2)
            return last + (value % 2 == 0 ? half : -half - 1)
        }

        /// Pairs in order, and the number that the end states.
        mutating func pairs() -> (pairs: [Pair], stated: UInt64)? {
            var pairs: [Pair] = []
            while let count = varint(), count > 0 {
                guard varint() != nil, let pass = byte(), let code = byte(),
                    let entryClass = EntryClass(rawValue: code), let leftFile = varint(),
                    let rightFile = varint()
                else { return nil }
                var left: Int64 = 0
                var right: Int64 = 0
                for _ in 0..<count {
                    guard let l = line(after: left), let r = line(after: right) else { return nil }
                    (left, right) = (l, r)
                    pairs.append(
                        Pair(
                            leftFile: UInt32(leftFile), leftLine: UInt32(l),
                            rightFile: UInt32(rightFile), rightLine: UInt32(r), pass: pass,
                            entryClass: entryClass))
                }
            }
            guard at + 8 == bytes.count else { return nil }
            return (pairs, bytes.suffix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    /// Lines far apart, both ways, and every change of what a run has in common.
    static let pairs: [Pair] = {
        let lines: [(UInt32, UInt32)] = [
            (1, 1), (2, 2), (3, 66), (66, 3), (67, 64), (131, 128), (5000, 4), (5001, UInt32.max),
            (UInt32.max, 1), (UInt32.max, 2), (7, 7),
        ]
        var pairs: [Pair] = []
        for (l, r) in lines {
            pairs.append(
                Pair(
                    leftFile: 0, leftLine: l, rightFile: 1, rightLine: r, pass: 0,
                    entryClass: .matched))
        }
        for change in 0..<4 {
            var pair = pairs[1]
            switch change {
            case 0: pair.leftFile = 300
            case 1: pair.rightFile = 2
            case 2: pair.pass = 255
            default: pair.entryClass = .matchedWithinTolerance
            }
            pairs += [pair, pair]
        }
        return pairs
    }()

    @Test func pairsComeBackAsTheyWere() throws {
        var columns = LinePairs()
        for pair in Self.pairs {
            columns.leftFile.append(pair.leftFile)
            columns.leftLine.append(pair.leftLine)
            columns.rightFile.append(pair.rightFile)
            columns.rightLine.append(pair.rightLine)
            columns.pass.append(pair.pass)
            columns.entryClass.append(pair.entryClass)
        }
        var buffer = RowBuffer(capacity: 1)
        CompactMatches.write(columns, leg: 3, to: &buffer)
        CompactMatches.end(count: columns.count, to: &buffer)
        var reader = Reader(bytes: buffer.bytes)
        let found = reader.pairs()
        let read = try #require(found)
        #expect(read.pairs == Self.pairs)
        #expect(read.stated == UInt64(Self.pairs.count))
        for length in 0..<buffer.bytes.count {
            var cut = Reader(bytes: Array(buffer.bytes.prefix(length)))
            let found = cut.pairs()
            #expect(found == nil, "cut to \(length)")
        }
    }

    @Test func lineByLinePartnersAreARun() throws {
        let partners: [UInt32] = [0, 5, 6, 0, 0, 9, 2, 0]
        let run = CompactMatches.Run(
            leg: 0, pass: 1, entryClass: .matched, leftFile: 0, rightFile: 1)
        var buffer = RowBuffer()
        let count = CompactMatches.write(
            run, rightLines: partners.span, firstLeftLine: 2, to: &buffer)
        #expect(count == 4)
        let nothing = CompactMatches.write(
            run, rightLines: [0, 0].span, firstLeftLine: 10, to: &buffer)
        #expect(nothing == 0)
        CompactMatches.end(count: count, to: &buffer)
        var reader = Reader(bytes: buffer.bytes)
        let found = reader.pairs()
        let read = try #require(found)
        #expect(read.pairs.map(\.leftLine) == [3, 4, 7, 8])
        #expect(read.pairs.map(\.rightLine) == [5, 6, 9, 2])
        #expect(read.stated == 4)
    }

    @Test func neighboursTakeTwoBytes() {
        var columns = LinePairs()
        for line in 1...10_000 as ClosedRange<UInt32> {
            columns.leftFile.append(0)
            columns.leftLine.append(line)
            columns.rightFile.append(1)
            columns.rightLine.append(line + line % 3)
            columns.pass.append(0)
            columns.entryClass.append(.matched)
        }
        var buffer = RowBuffer()
        CompactMatches.write(columns, leg: 0, to: &buffer)
        #expect(buffer.count == 20_000 + 7)
    }
}
