import Hummingbird

/// What a person filled in: fields of a form or of an address, each as often as it stands there.
struct FormFields: Sendable {
    private(set) var pairs: [(name: String, value: String)] = []

    /// A form with a thousand breaks and a page of text.
    static let byteLimit = 256 << 10
    static let pairLimit = 4_000

    init(_ text: some StringProtocol) {
        for part in text.split(separator: "&").prefix(FormFields.pairLimit) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? String(sides[1]) : ""
            pairs.append((FormFields.decode(String(sides[0])), FormFields.decode(value)))
        }
    }

    init(of request: Request) { self.init(request.uri.query ?? "") }

    static func read(_ request: Request) async throws -> FormFields {
        let body = try await request.body.collect(upTo: byteLimit)
        return FormFields(String(buffer: body))
    }

    /// The first of a name, without spaces around it; nil where it is absent or empty.
    subscript(name: String) -> String? {
        let text = pairs.first { $0.name == name }?.value ?? ""
        var scalars = text[...]
        while let first = scalars.first, first.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.isWhitespace { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }

    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// As an address says it, with some fields replaced; nil takes one away.
    func query(replacing fields: KeyValuePairs<String, String?>) -> String {
        let replaced = Set(fields.map(\.key))
        var kept = pairs.filter { !replaced.contains($0.name) && !$0.value.isEmpty }
        kept += fields.compactMap { field in field.value.map { (field.key, $0) } }
        let text = kept.map { "\(FormFields.encode($0.name))=\(FormFields.encode($0.value))" }
        return text.isEmpty ? "" : "?" + text.joined(separator: "&")
    }

    /// application/x-www-form-urlencoded; what is no escape stands for itself.
    static func decode(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func encode(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return out
    }
}
