import Records

/// Lines that hold a URL query string: a callback log, also inside an access-log line.
extension RowSource {
    /// A line without a query is a row without fields. Where a key repeats, its first value counts.
    mutating func nextQuery(_ row: inout Row) -> Bool {
        guard let content = nextLine(&row) else { return false }
        row.fields.removeAll(keepingCapacity: true)
        guard let query = QueryString.find(bytes.span, in: content) else { return true }
        row.fields.append(contentsOf: repeatElement(.none, count: keys.names.count))
        keys.startRow()
        var seen = [Bool](repeating: false, count: keys.names.count)
        var start = query.lowerBound
        while start < query.upperBound {
            var end = start
            while end < query.upperBound, bytes[end] != 0x26 { end += 1 }
            let pair = start..<end
            start = end + 1
            guard !pair.isEmpty else { continue }
            let equals = bytes[pair].firstIndex(of: 0x3D) ?? end
            guard let key = QueryString.decode(bytes[pair.lowerBound..<equals]) else {
                row.fault = .badQuote
                continue
            }
            guard let column = keys.column(of: key, limit: limits.columns) else {
                fail(
                    .limitExceeded, found: "> \(limits.columns)",
                    expected: "\(limits.columns) columns", line: line)
                return false
            }
            while row.fields.count <= column {
                row.fields.append(.none)
                seen.append(false)
            }
            guard !seen[column] else { continue }
            seen[column] = true
            guard let value = text(of: min(equals + 1, end)..<end) else {
                row.fault = .badQuote
                continue
            }
            row.fields[column] = value
        }
        return true
    }

    /// A value: a slice where nothing is escaped, else decoded into the heap.
    private mutating func text(of range: Range<Int>) -> TextRef? {
        if range.isEmpty { return TextRef.none }
        guard bytes[range].contains(where: { $0 == 0x25 || $0 == 0x2B }) else {
            return TextRef(offset: range.lowerBound, length: range.count, inHeap: false)
        }
        guard let decoded = QueryString.decode(bytes[range]) else { return nil }
        if decoded.isEmpty { return TextRef.none }
        heap.append(contentsOf: decoded)
        return TextRef(offset: heap.count - decoded.count, length: decoded.count, inHeap: true)
    }
}
