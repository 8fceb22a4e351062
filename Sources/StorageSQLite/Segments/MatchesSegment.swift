import Engine
import Matching
import Records

/// The matches of one run: columns in the order of the run, found by either entry.
final class MatchesSegment: Sendable {
    let run: Int
    let file: ColumnFile
    private let leg: Column<UInt16>
    private let left: Column<UInt64>
    private let right: Column<UInt64>
    private let entryClass: Column<UInt8>
    private let pass: Column<UInt8>
    private let byLeft: Column<UInt32>?
    private let byRight: Column<UInt32>?
    private let fences: Fences

    /// The lowest and highest entry of each side.
    struct Fences: Sendable {
        var lefts: ClosedRange<UInt64>
        var rights: ClosedRange<UInt64>

        init(_ header: ColumnFileHeader, _ path: SegmentPath) throws(SegmentFault) {
            func fence(
                _ first: MatchColumn, _ last: MatchColumn
            ) throws(SegmentFault) -> ClosedRange<UInt64> {
                guard let low = header.constant(first.rawValue),
                    let high = header.constant(last.rawValue), low <= high
                else { throw .column(file: path.shown, column: first.name) }
                return low...high
            }
            lefts = try fence(.firstLeft, .lastLeft)
            rights = try fence(.firstRight, .lastRight)
        }

        /// Whether one of the entries, which are sorted, may be among the run's.
        func mayHold(_ entries: [EntryID]) -> Bool {
            [lefts, rights].contains { fence in
                let place = MatchesSegment.lowerBound(entries.count) {
                    entries[$0].rawValue < fence.lowerBound
                }
                return place < entries.count && entries[place].rawValue <= fence.upperBound
            }
        }
    }

    var count: Int { file.rows }

    convenience init(_ path: SegmentPath, run: Int) throws(SegmentFault) {
        try self.init(ColumnFile(path, .matches, number: run))
    }

    init(_ file: ColumnFile) throws(SegmentFault) {
        func order(_ column: MatchColumn) throws(SegmentFault) -> Column<UInt32>? {
            try file.list(column.rawValue, of: UInt32.self)
        }
        run = Int(file.header.number)
        self.file = file
        leg = try file.column(MatchColumn.leg.rawValue, missing: 0)
        left = try file.column(MatchColumn.left.rawValue, missing: 0)
        right = try file.column(MatchColumn.right.rawValue, missing: 0)
        entryClass = try file.column(MatchColumn.entryClass.rawValue, missing: 0)
        pass = try file.column(MatchColumn.pass.rawValue, missing: 0)
        byLeft = try order(.byLeft)
        byRight = try order(.byRight)
        for (order, column) in [(byLeft, MatchColumn.byLeft), (byRight, .byRight)] {
            if let order, order.count != file.rows { throw file.fault(column.rawValue) }
        }
        fences = try Fences(file.header, file.path)
    }

    func match(_ row: Int) throws(SegmentFault) -> MatchFact {
        guard let entryClass = EntryClass(rawValue: entryClass[row]) else {
            throw .cell(
                file: file.path.shown, column: MatchColumn.entryClass.name, row: row)
        }
        return MatchFact(
            leg: leg[row], left: EntryID(rawValue: left[row]),
            right: EntryID(rawValue: right[row]), entryClass: entryClass, pass: pass[row])
    }

    /// Rows whose left or right entry is one of `entries`, which are sorted; each row once,
    /// ascending.
    func rows(of entries: [EntryID]) throws(SegmentFault) -> [Int] {
        var rows: [Int] = []
        try collect(entries, left, byLeft, .byLeft, fences.lefts, &rows)
        let ofLeft = rows.count
        try collect(entries, right, byRight, .byRight, fences.rights, &rows)
        if ofLeft < rows.count { rows = Array(Set(rows)) }
        return rows.sorted()
    }

    private func collect(
        _ entries: [EntryID], _ cells: Column<UInt64>, _ order: Column<UInt32>?,
        _ column: MatchColumn, _ fence: ClosedRange<UInt64>, _ rows: inout [Int]
    ) throws(SegmentFault) {
        var place = MatchesSegment.lowerBound(entries.count) {
            entries[$0].rawValue < fence.lowerBound
        }
        func row(_ position: Int) throws(SegmentFault) -> Int {
            guard let order else { return position }
            let row = Int(order[position])
            guard row < count else { throw file.fault(column.rawValue) }
            return row
        }
        var start = 0
        while place < entries.count, entries[place].rawValue <= fence.upperBound {
            let wanted = entries[place].rawValue
            var (low, high) = (start, count)
            while low < high {
                let middle = (low + high) / 2
                if cells[try row(middle)] < wanted { low = middle + 1 } else { high = middle }
            }
            start = low
            while low < count {
                let row = try row(low)
                guard cells[row] == wanted else { break }
                rows.append(row)
                low += 1
            }
            place += 1
        }
    }

    private static func lowerBound(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Answers with the SHA-256 that names the file.
    static func write(
        _ matches: [MatchFact], run: Int, to path: SegmentPath
    ) throws(SegmentFault) -> [UInt8] {
        var file = try ColumnFileWriter(
            path, .matches, number: run, rows: matches.count,
            capacity: MatchColumn.allCases.count)
        let lefts = matches.map { $0.left.rawValue }
        let rights = matches.map { $0.right.rawValue }
        try file.add(MatchColumn.leg.rawValue, matches.map { $0.leg }, missing: 0)
        try file.add(MatchColumn.left.rawValue, lefts)
        try file.add(MatchColumn.right.rawValue, rights)
        try file.add(MatchColumn.entryClass.rawValue, matches.map { $0.entryClass.rawValue })
        try file.add(MatchColumn.pass.rawValue, matches.map { $0.pass }, missing: 0)
        try file.addList(MatchColumn.byLeft.rawValue, order(lefts))
        try file.addList(MatchColumn.byRight.rawValue, order(rights))
        file.constant(MatchColumn.firstLeft.rawValue, lefts.min() ?? 0)
        file.constant(MatchColumn.lastLeft.rawValue, lefts.max() ?? 0)
        file.constant(MatchColumn.firstRight.rawValue, rights.min() ?? 0)
        file.constant(MatchColumn.lastRight.rawValue, rights.max() ?? 0)
        return try file.finish()
    }

    /// Rows by value, then row; none where they are so as they stand.
    private static func order(_ values: [UInt64]) -> [UInt32] {
        guard zip(values, values.dropFirst()).contains(where: { $0 > $1 }) else { return [] }
        return values.indices.map { UInt32($0) }.sorted {
            (values[Int($0)], $0) < (values[Int($1)], $1)
        }
    }
}
