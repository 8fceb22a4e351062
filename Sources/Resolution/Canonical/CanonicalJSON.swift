/// A JSON text on one line with its keys sorted by their bytes: equal values make equal bytes, for
/// ever. It is what leaves of the log are made of, so that anybody can read what was decided.
/// Amounts are strings (exact decimals); numbers are integers only.
package enum CanonicalJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([CanonicalJSON])
    case object([String: CanonicalJSON])

    package static func optional(_ text: String?) -> CanonicalJSON {
        text.map { .string($0) } ?? .null
    }

    package static func strings(_ values: some Sequence<some CustomStringConvertible>)
        -> CanonicalJSON
    {
        .array(values.map { .string($0.description) })
    }

    /// UTF-8, without a line's end.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }

    private func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .string(let text): CanonicalJSON.write(text, into: &bytes)
        case .array(let items):
            bytes.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                item.write(into: &bytes)
            }
            bytes.append(0x5D)
        case .object(let members):
            bytes.append(0x7B)
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for (index, key) in keys.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                CanonicalJSON.write(key, into: &bytes)
                bytes.append(0x3A)
                members[key]!.write(into: &bytes)
            }
            bytes.append(0x7D)
        }
    }

    /// RFC 8259, section 7. Beside what must be escaped, DEL and the line separators U+2028/9 are,
    /// so that a leaf is one line to every reader.
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
