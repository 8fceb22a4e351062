import Records

/// Shapes whose rows are lines: delimited text, fixed width, and the rows of a sheet.
extension RowSource {
    mutating func nextDelimited(_ row: inout Row) -> Bool {
        guard position < bytes.count else { return false }
        // A second reference, because a span of `self.bytes` would lock `self.heap` too.
        let bytes = bytes
        let outcome = scanner.scan(bytes.span, from: position, fields: &row.fields, heap: &heap)
        switch outcome {
        case .row(let end, let next, let lineEnds, let fault):
            place(&row, end: end)
            if fault { row.fault = .badQuote }
            position = next
            line += lineEnds
            return true
        case .lineTooLong:
            failLineTooLong()
            return false
        case .tooManyColumns:
            fail(
                .limitExceeded, found: "> \(limits.columns)", expected: "\(limits.columns) columns",
                line: line)
            return false
        }
    }

    mutating func nextOfSheet(_ row: inout Row) -> Bool {
        guard let sheet, position < sheet.rowCount else { return false }
        row.fields.removeAll(keepingCapacity: true)
        row.fields.append(contentsOf: sheet.cells[sheet.cellRange(ofRow: position)])
        let text = sheet.textRange(ofRow: position)
        row.offset = UInt64(text.lowerBound)
        row.length = UInt32(text.count)
        row.line = sheet.lines[position]
        position += 1
        return true
    }

    /// Columns are bytes, not characters. A row may end behind any whole field, with or without the
    /// gap; bytes behind the last field are its reserved tail.
    mutating func nextFixed(
        _ row: inout Row, _ columns: [Dialect.FixedField], _ gap: Int
    ) -> Bool {
        guard let content = nextLine(&row) else { return false }
        row.fields.removeAll(keepingCapacity: true)
        var start = content.lowerBound
        for (index, column) in columns.enumerated() {
            guard start < content.upperBound else { break }
            let end = start + column.width
            guard end <= content.upperBound else {
                row.fault = .fieldCount
                break
            }
            row.fields.append(
                column.width == 0
                    ? .none : TextRef(offset: start, length: column.width, inHeap: false))
            start = end
            guard index + 1 < columns.count else { break }
            let gapEnd = min(start + gap, content.upperBound)
            if (start..<gapEnd).contains(where: { bytes[$0] != 0x20 }) { row.fault = .fieldCount }
            start = gapEnd
        }
        return true
    }

    /// The content of the line at `position`, which moves behind it; the row is told its place.
    /// Nil at the end of the file or at a line beyond the limit.
    mutating func nextLine(_ row: inout Row) -> Range<Int>? {
        guard position < bytes.count else { return nil }
        guard let end = LineEnds.find(bytes.span, from: position, limit: limits.lineBytes) else {
            failLineTooLong()
            return nil
        }
        let content = position..<end
        place(&row, end: end)
        if end < bytes.count {
            position = LineEnds.skip(bytes.span, at: end, end: bytes.count)
            line += 1
        } else {
            position = end
        }
        return content
    }

    /// The row spans from `position` to `end` and starts in the current line.
    func place(_ row: inout Row, end: Int) {
        row.offset = UInt64(position)
        row.length = UInt32(end - position)
        row.line = UInt32(truncatingIfNeeded: line)
    }

    mutating func failLineTooLong() {
        fail(
            .limitExceeded, found: "> \(limits.lineBytes)", expected: "\(limits.lineBytes) bytes",
            line: line)
    }
}
