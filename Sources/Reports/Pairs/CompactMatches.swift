package import Matching
import Records

/// `matches.compact`: which line belongs to which, in a few bytes a match
/// (docs/formats/matches-compact.md).
///
/// A file is a header, runs of pairs, and an end with their count. A run has one leg, pass, class
/// and pair of files, and begins its differences anew: runs are made side by side and may follow
/// each other in any order that the result fixes.
package struct CompactMatches: Sendable {
    package static let magic = Array("MBPAIRS".utf8)
    package static let version: UInt8 = 1
    /// Matches of one piece; some hundred kilobytes at most.
    static let stretch = 1 << 16

    private let legs: [Leg]
    /// Names of all files of all legs, sorted.
    private let files: [String]
    /// The stretches of all legs, one after another.
    private let stretches: [Stretch]
    package let count: Int

    private struct Stretch: Sendable {
        var leg: Int
        /// Of the leg's matches; of the left lines of its settled pairs, where `isSettled`.
        var range: Range<Int>
        var isSettled = false
    }

    /// A leg with the code of each input's file.
    private struct Leg: Sendable {
        let name: String
        let passes: [String]
        let matches: Matches
        let settled: SettledPairs?
        let left: SideRows
        let right: SideRows
        let leftFiles: [UInt32]
        let rightFiles: [UInt32]
    }

    package init(_ report: RunReport) {
        let names = Set(report.legs.flatMap { $0.leftFiles + $0.rightFiles }).sorted()
        func codes(_ files: [String]) -> [UInt32] {
            files.map { UInt32(names.firstIndex(of: $0)!) }
        }
        files = names
        legs = report.matchViews.map { view in
            Leg(
                name: view.name, passes: view.definition.passes.map(\.name),
                matches: view.outcome.matches, settled: view.outcome.settled,
                left: SideRows(view.leg.inputs.left, view.outcome.left),
                right: SideRows(view.leg.inputs.right, view.outcome.right),
                leftFiles: codes(view.leg.leftFiles), rightFiles: codes(view.leg.rightFiles))
        }
        var stretches: [Stretch] = []
        for (leg, found) in legs.enumerated() {
            let settled = found.settled?.rightLines.count ?? 0
            for range in CompactMatches.ranges(settled) {
                stretches.append(Stretch(leg: leg, range: range, isSettled: true))
            }
            for range in CompactMatches.ranges(found.matches.count) {
                stretches.append(Stretch(leg: leg, range: range))
            }
        }
        self.stretches = stretches
        count = report.matchCount
    }

    private static func ranges(_ count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: stretch).map { $0..<min($0 + stretch, count) }
    }

    // MARK: Pieces

    /// Header, stretches, end.
    package var pieces: Int { stretches.count + 2 }

    package func write(piece: Int, to buffer: inout RowBuffer) {
        if piece == 0 {
            writeHeader(&buffer)
        } else if piece <= stretches.count {
            write(stretches[piece - 1], &buffer)
        } else {
            CompactMatches.end(count: count, to: &buffer)
        }
    }

    private func writeHeader(_ buffer: inout RowBuffer) {
        buffer.append(CompactMatches.magic)
        buffer.append(CompactMatches.version)
        buffer.names(EntryClass.allCases.map(\.name))
        buffer.names(files)
        buffer.varint(UInt64(legs.count))
        for leg in legs {
            buffer.name(leg.name)
            buffer.names(leg.passes)
        }
    }

    private func write(_ part: Stretch, _ buffer: inout RowBuffer) {
        let leg = legs[part.leg]
        if part.isSettled, let settled = leg.settled {
            let run = Run(
                leg: part.leg, pass: settled.pass, entryClass: .matched,
                leftFile: Int(leg.leftFiles[0]), rightFile: Int(leg.rightFiles[0]))
            let lines = settled.rightLines.span.extracting(part.range)
            let first = settled.firstLeftLine + part.range.lowerBound
            _ = CompactMatches.write(
                run, rightLines: lines, firstLeftLine: UInt32(first), to: &buffer)
            return
        }
        var pairs = LinePairs()
        pairs.reserve(part.range.count)
        for match in part.range {
            guard let left = leg.left[leg.matches.left[match]],
                let right = leg.right[leg.matches.right[match]]
            else { continue }
            pairs.leftFile.append(leg.leftFiles[left.input])
            pairs.leftLine.append(left.box.table.line[left.row])
            pairs.rightFile.append(leg.rightFiles[right.input])
            pairs.rightLine.append(right.box.table.line[right.row])
            pairs.pass.append(leg.matches.pass[match])
            pairs.entryClass.append(leg.matches.entryClass[match])
        }
        CompactMatches.write(pairs, leg: part.leg, to: &buffer)
    }

    // MARK: Columns

    /// Appends pairs of one leg as runs. Sorted by the left position they take two bytes each.
    package static func write(_ pairs: LinePairs, leg: Int, to buffer: inout RowBuffer) {
        var start = 0
        while start < pairs.count {
            let end = pairs.endOfRun(from: start)
            let run = Run(
                leg: leg, pass: pairs.pass[start], entryClass: pairs.entryClass[start],
                leftFile: Int(pairs.leftFile[start]), rightFile: Int(pairs.rightFile[start]))
            begin(run, count: end - start, &buffer)
            var last = Place()
            for index in start..<end {
                buffer.pair(pairs.leftLine[index], pairs.rightLine[index], after: &last)
            }
            start = end
        }
    }

    /// Appends one run: element `i` of `rightLines` is the partner of left line
    /// `firstLeftLine + i`, 0 stands for none. Answers the number of pairs.
    package static func write(
        _ run: Run, rightLines: Span<UInt32>, firstLeftLine: UInt32, to buffer: inout RowBuffer
    ) -> Int {
        var count = 0
        for index in rightLines.indices where rightLines[index] != 0 { count += 1 }
        if count == 0 { return 0 }
        begin(run, count: count, &buffer)
        var last = Place()
        var left = firstLeftLine
        for index in rightLines.indices {
            let right = rightLines[index]
            if right != 0 { buffer.pair(left, right, after: &last) }
            left &+= 1
        }
        return count
    }

    /// Ends the file with the number of all pairs.
    package static func end(count: Int, to buffer: inout RowBuffer) {
        buffer.varint(0)
        buffer.need(8)
        buffer.store(UInt64(count), at: buffer.count)
        buffer.advance(8)
    }

    /// What the pairs of a run have in common. `pass` 255 = none.
    package struct Run: Sendable {
        package var leg: Int
        package var pass: UInt8
        package var entryClass: EntryClass
        package var leftFile: Int
        package var rightFile: Int

        package init(
            leg: Int, pass: UInt8, entryClass: EntryClass, leftFile: Int, rightFile: Int
        ) {
            self.leg = leg
            self.pass = pass
            self.entryClass = entryClass
            self.leftFile = leftFile
            self.rightFile = rightFile
        }
    }

    private static func begin(_ run: Run, count: Int, _ buffer: inout RowBuffer) {
        buffer.varint(UInt64(count))
        buffer.varint(UInt64(run.leg))
        buffer.append(run.pass)
        buffer.append(run.entryClass.rawValue)
        buffer.varint(UInt64(run.leftFile))
        buffer.varint(UInt64(run.rightFile))
    }

    /// Where the pair before stands.
    fileprivate struct Place {
        var left: UInt32 = 0
        var right: UInt32 = 0
    }
}

extension RowBuffer {
    /// Unsigned LEB128: seven bits a byte, the lowest first.
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    fileprivate mutating func name(_ text: String) {
        let bytes = Array(text.utf8)
        varint(UInt64(bytes.count))
        append(bytes)
    }

    fileprivate mutating func names(_ texts: [String]) {
        varint(UInt64(texts.count))
        for text in texts { name(text) }
    }

    /// Both differences to the pair before, zigzag: 0, −1, 1, −2 … are 0, 1, 2, 3 …
    @inline(__always)
    fileprivate mutating func pair(
        _ left: UInt32, _ right: UInt32, after last: inout CompactMatches.Place
    ) {
        let a = RowBuffer.zigzag(Int64(left) - Int64(last.left))
        let b = RowBuffer.zigzag(Int64(right) - Int64(last.right))
        last.left = left
        last.right = right
        if a | b < 0x80 {
            need(8)
            store(a | b << 8, at: count)
            advance(2)
        } else {
            varint(a)
            varint(b)
        }
    }

    @inline(__always)
    private static func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: value << 1 ^ value >> 63)
    }
}
