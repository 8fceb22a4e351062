import Records
import Statements

/// Counts the amounts of a file a second time, by means of its own: it knows the place of one
/// column and takes the digits that stand there. It shares no code with the readers.
struct RawCount {
    enum Place: Equatable {
        /// `width`: a row of another width is joined again by marks (WeChat), nil where none is.
        case field(index: Int, separator: UInt8, width: Int?)
        case bytes(Range<Int>)
    }

    var place: Place
    /// The column is in minor units already.
    var minorUnits: Bool

    /// nil where a dialect's amount is not simply the number in one column.
    init?(_ dialect: Dialect, fixture: [UInt8]) {
        let rules = dialect.entries.compactMap(\.gross)
        guard let rule = rules.first, rules.count == dialect.entries.count,
            rules.allSatisfy({ $0.columns == rule.columns }), rule.columns.count == 1,
            rule.minus.isEmpty, rule.capture.isEmpty, rule.outColumn.isEmpty,
            rule.decimalsColumn.isEmpty, rule.sign != .creditDebitLetter
        else { return nil }
        minorUnits = rule.minorUnits
        switch dialect.shape {
        case .delimited(let separator):
            let mark = separator == 0 ? 0x2C : separator
            guard !fixture.contains(0x22),
                let (index, width) = RawCount.index(rule.columns[0], dialect, fixture, mark)
            else { return nil }
            place = .field(
                index: index, separator: mark, width: dialect.leadingMark == nil ? nil : width)
        case .fixed(let fields, let gap):
            var start = 0
            var found: Range<Int>?
            for field in fields {
                if rule.columns[0].contains(field.name) { found = start..<start + field.width }
                start += field.width + gap
            }
            guard let found else { return nil }
            place = .bytes(found)
        default: return nil
        }
    }

    private static func index(
        _ names: [String], _ dialect: Dialect, _ bytes: [UInt8], _ separator: UInt8
    ) -> (index: Int, width: Int)? {
        for encoding in [TextEncoding.utf8, .gb18030] {
            guard let text = Statements.decode(bytes, from: encoding) else { continue }
            let isHeader: (Substring) -> Bool = { line in
                let line = line.lowercased()
                return dialect.claim.header.allSatisfy { line.contains($0.lowercased()) }
            }
            let lines = text.split(whereSeparator: { $0.isNewline })
            guard !dialect.claim.header.isEmpty, let header = lines.first(where: isHeader)
            else { return nil }
            // By bytes: a damaged name may start with a mark that joins the comma before it.
            let fields = header.utf8.split(separator: separator, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
                .map { $0.filter { !$0.isWhitespace && $0 != "\u{FEFF}" } }
            let found = fields.indices.filter { names.contains(fields[$0]) }
            return found.count == 1 ? (found[0], fields.count) : nil
        }
        return nil
    }

    /// |amount| in a raw row as (units, scale), nil where no digit stands there.
    func magnitude(_ row: ArraySlice<UInt8>) -> (units: Int128, scale: Int)? {
        var field: ArraySlice<UInt8>
        switch place {
        case .field(let index, let separator, _):
            let fields = row.split(separator: separator, omittingEmptySubsequences: false)
            guard index < fields.count else { return nil }
            field = fields[index]
        case .bytes(let range):
            guard row.count >= range.upperBound else { return nil }
            field = row[row.startIndex + range.lowerBound..<row.startIndex + range.upperBound]
        }
        field = field.filter { (0x30...0x39).contains($0) || $0 == 0x2E }[...]
        var units: Int128 = 0
        var scale = 0
        var afterPoint = false
        var digits = 0
        for byte in field {
            if byte == 0x2E {
                afterPoint = true
                continue
            }
            digits += 1
            guard digits <= 36 else { return nil }
            units = units * 10 + Int128(byte - 0x30)
            if afterPoint { scale += 1 }
        }
        return digits == 0 ? nil : (units, minorUnits ? 2 : scale)
    }

    /// The entries of a statement whose amount is not what stands in their row.
    func differences(_ statement: Statement, _ bytes: [UInt8]) -> [String] {
        let table = statement.table
        var found: [String] = []
        for index in 0..<table.count {
            let start = Int(table.rowOffset[index])
            let row = bytes[start..<start + Int(table.rowLength[index])]
            if case .field(_, let separator, let width?) = place,
                row.split(separator: separator, omittingEmptySubsequences: false).count != width
            {
                continue
            }
            guard let counted = magnitude(row) else {
                found.append("line \(table.line[index]): no amount, but an entry")
                continue
            }
            let scale = max(counted.scale, table.gross.scale)
            let raw = Money.raise(counted.units, by: scale - counted.scale)
            let read = Money.raise(
                Int128(table.gross[index].magnitude), by: scale - table.gross.scale)
            if raw != read { found.append("line \(table.line[index]): \(raw) read as \(read)") }
        }
        return found
    }
}
