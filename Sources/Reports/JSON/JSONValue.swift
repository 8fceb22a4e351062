/// A JSON text with its keys in the order they were given: equal values make equal bytes.
/// Amounts are strings (exact decimals); numbers are integers only, for floating point loses money.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSONValue
        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object from pairs in order.
    package static func fields(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { Member($0.key, $0.value) })
    }

    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// Indented by two spaces, with a line end at the end: for files that people open.
    package func pretty() -> [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, indent: 0)
        bytes.append(0x0A)
        return bytes
    }

    /// On one line, without the line's end: a row of NDJSON.
    package func compact() -> [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, indent: nil)
        return bytes
    }

    private func write(into bytes: inout [UInt8], indent: Int?) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .string(let text): JSONValue.write(text, into: &bytes)
        case .array(let items):
            JSONValue.write(items, "[", "]", &bytes, indent) { item, bytes, inner in
                item.write(into: &bytes, indent: inner)
            }
        case .object(let members):
            JSONValue.write(members, "{", "}", &bytes, indent) { member, bytes, inner in
                JSONValue.write(member.key, into: &bytes)
                bytes += (inner == nil ? ":" : ": ").utf8
                member.value.write(into: &bytes, indent: inner)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ open: String, _ close: String, _ bytes: inout [UInt8], _ indent: Int?,
        _ body: (Item, inout [UInt8], Int?) -> Void
    ) {
        bytes += open.utf8
        let inner = indent.map { $0 + 2 }
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            newLine(&bytes, inner)
            body(item, &bytes, inner)
        }
        if !items.isEmpty { newLine(&bytes, indent) }
        bytes += close.utf8
    }

    private static func newLine(_ bytes: inout [UInt8], _ indent: Int?) {
        guard let indent else { return }
        bytes.append(0x0A)
        bytes += String(repeating: " ", count: indent).utf8
    }

    /// RFC 8259, section 7: quotation mark, reverse solidus and control characters are escaped; DEL
    /// and the line separators U+2028/9 too, so that the text may stand in a page or a log.
    private static func write(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: bytes += "\\\"".utf8
            case 0x5C: bytes += "\\\\".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0..<0x20, 0x7F, 0x2028, 0x2029:
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
                bytes += ("\\u" + zeros + digits).utf8
            default: bytes += UTF8.encode(scalar)!
            }
        }
        bytes.append(0x22)
    }
}

extension Cell {
    /// A cell as JSON: amounts stay exact decimals in strings.
    package var json: JSONValue {
        switch self {
        case .empty: .null
        case .text(let text), .amount(let text): .string(text)
        case .integer(let value): .integer(value)
        }
    }

    /// A row as an object with the columns' names.
    package static func json(_ columns: [String], _ cells: [Cell]) -> JSONValue {
        precondition(columns.count == cells.count, "\(columns.count) ≠ \(cells.count)")
        return .object(zip(columns, cells).map { JSONValue.Member($0, $1.json) })
    }
}
