import Records
import Statements

/// How the demonstration's files spell amounts, lines and encodings.
enum DemoText {
    /// Fen as yuan: "-0.59".
    static func yuan(_ fen: Int) -> String { Money.decimal(units: Int128(fen), scale: 2) }

    /// As a JSON number prints a decimal: "28", "9.9".
    static func shortest(_ units: Int) -> String {
        var text = yuan(units)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    static func padded(hexadecimal byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    static func lines(_ lines: [String], end: String = "\r\n") -> [UInt8] {
        Array((lines.joined(separator: end) + end).utf8)
    }

    static func gb18030(_ lines: [String]) -> [UInt8] {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        guard let bytes = Statements.encode(text, into: .gb18030) else {
            preconditionFailure("GB18030 holds all of Unicode")
        }
        return bytes
    }

    /// A JSON string. The demonstration's texts hold no control characters.
    static func quoted(_ text: String) -> String {
        "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
    }

    /// Percent-encoding of all but RFC 3986's unreserved characters.
    static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            if isPlain { return String(UnicodeScalar(byte)) }
            let hex = String(byte, radix: 16, uppercase: true)
            return "%" + (hex.utf8.count == 1 ? "0" : "") + hex
        }.joined()
    }
}
