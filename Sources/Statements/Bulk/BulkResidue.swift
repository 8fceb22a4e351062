package import Records

/// The rows of a file that are left to the reader, as a file of their own: its head and they.
package struct BulkResidue: Sendable {
    package private(set) var bytes: [UInt8]
    /// Where each row stands here and stood there, ascending.
    private var rows: [Row] = []
    private let headLines: Int
    private let headBytes: Int
    private var nextLine: Int

    private struct Row {
        var line: UInt32
        var offset: UInt64
        var originalLine: UInt32
        var originalOffset: UInt64
    }

    package init(_ plan: BulkPlan) {
        bytes = plan.head
        headLines = plan.headLines
        headBytes = plan.head.count
        nextLine = plan.headLines + 1
    }

    package var rowCount: Int { rows.count }

    /// Adds a whole row with its line end. `line` is where it starts, from 1; `lines` it takes.
    package mutating func add(
        _ row: UnsafeBufferPointer<UInt8>, line: Int, lines: Int, offset: Int
    ) {
        rows.append(
            Row(
                line: UInt32(nextLine), offset: UInt64(bytes.count), originalLine: UInt32(line),
                originalOffset: UInt64(offset)))
        unsafe bytes.append(contentsOf: row)
        nextLine += lines
    }

    /// Makes room for so many more bytes and rows.
    package mutating func reserve(bytes count: Int, rows rowCount: Int) {
        bytes.reserveCapacity(bytes.count + count)
        rows.reserveCapacity(rows.count + rowCount)
    }

    /// Adds the rows of another part of the same file, which come behind these.
    package mutating func add(_ other: BulkResidue) {
        let (lines, offset) = (nextLine - headLines - 1, bytes.count - headBytes)
        for row in other.rows {
            rows.append(
                Row(
                    line: row.line + UInt32(lines), offset: row.offset + UInt64(offset),
                    originalLine: row.originalLine, originalOffset: row.originalOffset))
        }
        bytes += other.bytes[headBytes...]
        nextLine += other.nextLine - headLines - 1
    }

    /// Puts back where everything stood.
    package func restorePlaces(_ statement: inout Statement) {
        guard !rows.isEmpty else { return }
        var near = 0
        statement.table.moveRows { line, offset in
            // Entries come in the order of their rows, nearly always.
            near = index(ofRowAtLine: Int(line), near: near)
            let row = rows[near]
            return (
                UInt32(Int(row.originalLine) + Int(line) - Int(row.line)),
                row.originalOffset + (offset - row.offset)
            )
        }
        for index in statement.problems.indices where statement.problems[index].line > headLines {
            let line = statement.problems[index].line
            let row = row(atLine: line)
            statement.problems[index].line = Int(row.originalLine) + line - Int(row.line)
        }
    }

    /// The row that a line of this file belongs to.
    private func row(atLine line: Int) -> Row { rows[index(ofRowAtLine: line)] }

    private func index(ofRowAtLine line: Int, near: Int) -> Int {
        for index in near..<min(near + 3, rows.count) where Int(rows[index].line) <= line {
            if index + 1 == rows.count || Int(rows[index + 1].line) > line { return index }
        }
        return index(ofRowAtLine: line)
    }

    /// Number of the row (in the order of adding) that an entry's first line is of.
    package func index(ofRowAtLine line: Int) -> Int {
        var low = 0
        var high = rows.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(rows[middle].line) <= line { low = middle } else { high = middle }
        }
        return low
    }
}

extension BulkPlan {
    /// The first row at or behind each of `targets` (ascending, within `bytes`), row by row from
    /// `from`, where one starts. `isEnd`: the file ends with these bytes; else rows that start
    /// within the last `lineBytes` are not looked at. Nil where a row has no end.
    package func rowStarts(
        _ bytes: Span<UInt8>, from: Int, targets: [Int], isEnd: Bool
    ) -> (starts: [Int], next: Int)? {
        var fields: [TextRef] = []
        var heap: [UInt8] = []
        var starts: [Int] = []
        var at = from
        let bound = isEnd ? bytes.count : bytes.count - lineBytes - 2
        while starts.count < targets.count, at < bound {
            if at >= targets[starts.count] {
                starts.append(at)
                continue
            }
            heap.removeAll(keepingCapacity: true)
            guard
                case .row(_, let next, _, _) = scanner.scan(
                    bytes, from: at, fields: &fields, heap: &heap)
            else { return nil }
            at = next
        }
        return (starts, at)
    }

    /// Where the row at `at` of a block ends, and how many lines it takes.
    package func rowEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, at: Int, _ fields: inout [TextRef],
        _ heap: inout [UInt8]
    ) -> (next: Int, lines: Int) {
        heap.removeAll(keepingCapacity: true)
        let span = unsafe Span(_unsafeElements: bytes)
        let plain = ByteSearch.first(
            of: DelimitedScanner.quote, LineEnds.lineFeed, LineEnds.carriageReturn, in: span,
            from: at, to: span.count)
        if plain < span.count, span[plain] == LineEnds.lineFeed { return (plain + 1, 1) }
        guard
            case .row(_, let next, let lineEnds, _) = scanner.scan(
                span, from: at, fields: &fields, heap: &heap)
        else { preconditionFailure("a row that was read has no end") }
        return (next, lineEnds)
    }
}
