import Records

/// Records of a JSON document and of JSON lines.
extension RowSource {
    /// The next element of the record array. A fault in the text ends the reading; an element that
    /// is no object, or repeats a key, is a fault of its row.
    mutating func nextRecord(_ row: inout Row) -> Bool {
        var scanner = JSONScanner(from: position, to: bytes.count, limits: limits)
        do throws(JSONFault) {
            let isFirst = position == start
            if try isFirst
                ? scanner.closesAtOnce(bytes.span, closing: 0x5D)
                : !scanner.continues(bytes.span, closing: 0x5D)
            {
                return false
            }
            let isObject = try scanner.peek(bytes.span, expected: "{") == 0x7B
            line += LineEnds.count(bytes.span, position..<scanner.position)
            position = scanner.position
            if isObject {
                try readObject(&row, &scanner)
            } else {
                row.fields.removeAll(keepingCapacity: true)
                row.fault = .badRecord
                try scanner.skipValue(bytes.span, depth: 1)
            }
        } catch {
            fail(error)
            return false
        }
        place(&row, end: scanner.position)
        line += LineEnds.count(bytes.span, position..<scanner.position)
        position = scanner.position
        return true
    }

    /// A line that is no object is a fault of its row alone; a blank line is a row without fields.
    mutating func nextRecordLine(_ row: inout Row) -> Bool {
        guard let content = nextLine(&row) else { return false }
        var scanner = JSONScanner(
            from: content.lowerBound, to: content.upperBound, limits: limits)
        row.fields.removeAll(keepingCapacity: true)
        scanner.skipSpace(bytes.span)
        guard scanner.position < content.upperBound else { return true }
        do throws(JSONFault) {
            guard bytes[scanner.position] == 0x7B else {
                throw scanner.unexpected(bytes.span, "{")
            }
            try readObject(&row, &scanner)
            scanner.skipSpace(bytes.span)
            guard scanner.position == content.upperBound else {
                throw scanner.unexpected(bytes.span, "")
            }
        } catch {
            if error.code == .limitExceeded {
                fail(error)
                return false
            }
            row.fields.removeAll(keepingCapacity: true)
            row.fault = .badRecord
        }
        return true
    }

    private mutating func readObject(
        _ row: inout Row, _ scanner: inout JSONScanner
    ) throws(JSONFault) {
        // The record works on the arrays themselves: they are lent, so that nothing is copied.
        var record = JSONRecord(
            scanner: scanner, fields: take(&row.fields), heap: take(&heap), keys: takeKeys(),
            limits: limits)
        var fault: JSONFault?
        do throws(JSONFault) {
            try record.read(bytes.span, depth: 1)
        } catch {
            fault = error
        }
        scanner = record.scanner
        row.fields = record.fields
        heap = record.heap
        keys = record.keys
        if record.repeatsKey { row.fault = .badRecord }
        if let fault { throw fault }
    }

    private func take<Element>(_ array: inout [Element]) -> [Element] {
        let lent = array
        array = []
        return lent
    }

    private mutating func takeKeys() -> KeyedColumns {
        let lent = keys
        keys = KeyedColumns()
        return lent
    }

    private mutating func fail(_ fault: JSONFault) {
        let offset = max(position, min(fault.offset, bytes.count))
        fail(
            fault.code, found: fault.found, expected: fault.expected,
            line: line + LineEnds.count(bytes.span, position..<offset))
    }
}
