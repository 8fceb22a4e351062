import HTTPTypes
import Hummingbird
import Reports

extension RowStream {
    /// One line for each row, written as they come.
    var response: Response {
        let rows = self
        return Response(
            status: .ok, headers: [.contentType: form.rawValue],
            body: ResponseBody { writer in
                if rows.form == .csv {
                    try await writer.write(
                        .init(string: rows.columns.joined(separator: ",") + "\r\n"))
                }
                while true {
                    let part = try await rows.next()
                    if part.isEmpty { break }
                    var bytes: [UInt8] = []
                    for row in part { rows.append(row, to: &bytes) }
                    try await writer.write(.init(bytes: bytes))
                }
                try await writer.finish(nil)
            })
    }

    private func append(_ row: JSONValue, to bytes: inout [UInt8]) {
        switch form {
        case .ndjson, .json:
            bytes += row.compact()
            bytes.append(0x0A)
        case .csv:
            let cells = columns.map { name -> String in
                switch row[name] {
                case .string(let text): RowStream.cell(text)
                case .integer(let number): String(number)
                case .bool(let flag): flag ? "true" : "false"
                case .array, .object, .null, nil: ""
                }
            }
            bytes += (cells.joined(separator: ",") + "\r\n").utf8
        }
    }

    /// Quoted where it must be; and never a formula (ASVS 5.0, 1.2.10): what a spreadsheet would
    /// take for one gets an apostrophe before it. Amounts stay numbers.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first,
            "=+-@\t\r＝＋－＠".unicodeScalars.contains(first), !isNumber(text)
        {
            text = "'" + text
        }
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        return digits.first?.isNumber == true
            && digits.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
    }
}
