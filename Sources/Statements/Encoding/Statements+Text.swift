import Glibc
package import Records

extension Statements {
    /// The text of an entry for display, whatever the file's encoding. Bytes that cannot be decoded
    /// show as U+FFFD, because a damaged file is still shown.
    package static func text(_ ref: TextRef, in table: EntryTable) -> String {
        let encoding = ref.inHeap ? TextEncoding.utf8 : table.encoding
        return table.withBytes(of: ref) { decodeForDisplay(Array(copying: $0), from: encoding) }
    }

    /// Puts the same text as UTF-8 behind `output`: free text as it is shown, references as they
    /// are.
    package static func appendText(
        _ ref: TextRef, in table: EntryTable, to output: inout [UInt8]
    ) {
        let encoding = ref.inHeap ? TextEncoding.utf8 : table.encoding
        let isSameInASCII = encoding == .utf8 || encoding == .gb18030
        table.withBytes(of: ref) { bytes in
            if isSameInASCII, isASCII(bytes) {
                unsafe bytes.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
            } else {
                output += decodeForDisplay(Array(copying: bytes), from: encoding).utf8
            }
        }
    }

    private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var seen: UInt8 = 0
        for index in bytes.indices { seen |= bytes[index] }
        return seen < 0x80
    }

    /// Strict: nil where one byte is not of the encoding. A byte order mark is not removed.
    package static func decode(_ bytes: [UInt8], from encoding: TextEncoding) -> String? {
        switch encoding {
        case .utf8:
            return String(validating: bytes, as: UTF8.self)
        case .gb18030:
            return utf8(fromGB18030: bytes.span).map { String(decoding: $0, as: UTF8.self) }
        case .utf16LittleEndian, .utf16BigEndian:
            guard case .complete(let text) = utf8(fromUTF16: bytes.span, encoding)
            else { return nil }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// A word in a file's own encoding, so that fields are compared as bytes. Nil where the
    /// encoding lacks a character.
    package static func encode(_ text: String, into encoding: TextEncoding) -> [UInt8]? {
        switch encoding {
        case .utf8:
            return Array(text.utf8)
        case .gb18030:
            let bytes = Array(text.utf8)
            if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
            guard case .complete(let encoded) = Transcoder.convert(bytes.span, .utf8ToGB18030)
            else { return nil }
            return encoded
        case .utf16LittleEndian:
            return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        }
    }

    /// Strict. The table knows nearly all that is written; the system's converter knows the rest.
    static func utf8(fromGB18030 bytes: Span<UInt8>) -> [UInt8]? {
        if let text = GB18030Table.shared.utf8(bytes) { return text }
        guard case .complete(let text) = Transcoder.convert(bytes, .gb18030ToUTF8) else {
            return nil
        }
        return text
    }

    /// Lenient: what cannot be decoded becomes U+FFFD.
    static func decodeForDisplay(_ bytes: [UInt8], from encoding: TextEncoding) -> String {
        if let text = decode(bytes, from: encoding) { return text }
        guard encoding == .gb18030 else { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        var start = 0
        while start < bytes.count {
            let rest = bytes.span.extracting(start..<bytes.count)
            switch Transcoder.convert(rest, .gb18030ToUTF8) {
            case .complete(let part):
                text += part
                start = bytes.count
            case .stopped(let offset, let part):
                text += part
                text += [0xEF, 0xBF, 0xBD]
                start += offset + 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// UTF-16 without its mark as UTF-8. A lone surrogate or an odd last byte stops it.
    static func utf8(
        fromUTF16 bytes: Span<UInt8>, _ encoding: TextEncoding
    ) -> Transcoder.Outcome {
        let high = encoding == .utf16BigEndian ? 0 : 1
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var index = 0
        func unit(_ at: Int) -> UInt32 {
            UInt32(bytes[at + high]) << 8 | UInt32(bytes[at + 1 - high])
        }
        while index + 1 < bytes.count {
            var scalar = unit(index)
            var length = 2
            if scalar & 0xFC00 == 0xD800, index + 3 < bytes.count,
                unit(index + 2) & 0xFC00 == 0xDC00
            {
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(index + 2) & 0x3FF)
                length = 4
            }
            guard let valid = Unicode.Scalar(scalar), let encoded = UTF8.encode(valid) else {
                return .stopped(offset: index, text)
            }
            text.append(contentsOf: encoded)
            index += length
        }
        return index == bytes.count ? .complete(text) : .stopped(offset: index, text)
    }
}

extension Array where Element == UInt8 {
    /// A copy of a span's bytes.
    init(copying span: Span<UInt8>) {
        self.init()
        reserveCapacity(span.count)
        for index in span.indices { append(span[index]) }
    }
}
