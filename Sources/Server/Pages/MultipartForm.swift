/// A form with files (RFC 7578): its parts, in order.
struct MultipartForm: Sendable {
    struct Part: Sendable {
        var name: String
        /// Nil for a plain field.
        var fileName: String?
        var bytes: ArraySlice<UInt8>
    }

    private(set) var parts: [Part] = []

    /// Files of one form; more are dropped in several goes.
    static let partLimit = 200

    /// Nil where the bytes are no such form.
    init?(_ bytes: [UInt8], contentType: String) {
        guard contentType.hasPrefix("multipart/form-data"),
            let mark = contentType.firstRange(of: "boundary=")
        else { return nil }
        var boundary = contentType[mark.upperBound...].prefix { $0 != ";" }
        if boundary.hasPrefix("\"") { boundary = boundary.dropFirst().prefix { $0 != "\"" } }
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        let delimiter = Array("--\(boundary)".utf8)
        guard bytes.starts(with: delimiter) else { return nil }
        var position = delimiter.count
        let next = [0x0D, 0x0A] + delimiter
        while position + 2 <= bytes.count {
            if bytes[position] == UInt8(ascii: "-") { return }
            position += 2
            guard let headEnd = MultipartForm.find([13, 10, 13, 10], in: bytes, from: position),
                let end = MultipartForm.find(next, in: bytes, from: headEnd + 2),
                parts.count < MultipartForm.partLimit
            else { return nil }
            let head = String(decoding: bytes[position..<headEnd], as: UTF8.self)
            guard let name = MultipartForm.value("name", in: head) else { return nil }
            parts.append(
                Part(
                    name: name, fileName: MultipartForm.value("filename", in: head),
                    bytes: bytes[min(headEnd + 4, end)..<end]))
            position = end + next.count
        }
        return nil
    }

    func field(_ name: String) -> String? {
        guard let part = parts.first(where: { $0.name == name && $0.fileName == nil }) else {
            return nil
        }
        return part.bytes.isEmpty ? nil : String(decoding: part.bytes, as: UTF8.self)
    }

    private static func value(_ name: String, in head: String) -> String? {
        guard let start = head.firstRange(of: " \(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count else { return nil }
        return unsafe bytes[start...].withUnsafeBufferPointer { buffer -> Int? in
            var offset = 0
            let last = buffer.count - pattern.count
            while offset <= last {
                if unsafe buffer[offset] == pattern[0] {
                    var length = 1
                    while length < pattern.count,
                        unsafe buffer[offset + length] == pattern[length]
                    {
                        length += 1
                    }
                    if length == pattern.count { return start + offset }
                }
                offset += 1
            }
            return nil
        }
    }
}
