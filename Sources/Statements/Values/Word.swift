import Records

/// A word of a dialect in the two encodings a field may have: compared with bytes, never decoded.
struct Word: Sendable, Hashable {
    let utf8: [UInt8]
    let native: [UInt8]
    let isASCII: Bool

    init(_ text: String, encoding: TextEncoding) {
        utf8 = Array(text.utf8)
        isASCII = utf8.allSatisfy { $0 < 0x80 }
        native = encoding == .gb18030 ? Statements.encode(text, into: encoding) ?? utf8 : utf8
    }

    /// Equal bytes; an ASCII word is compared without case.
    func equals(_ bytes: Span<UInt8>, isUTF8: Bool) -> Bool {
        isUTF8 ? equals(bytes, utf8) : equals(bytes, native)
    }

    private func equals(_ bytes: Span<UInt8>, _ word: [UInt8]) -> Bool {
        guard bytes.count == word.count else { return false }
        for index in word.indices {
            let (a, b) = (bytes[index], word[index])
            if a != b, !isASCII || Word.lowercased(a) != Word.lowercased(b) { return false }
        }
        return true
    }

    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
    }

    func isIn(_ bytes: Span<UInt8>, isUTF8: Bool, gb18030: Bool) -> Bool {
        isUTF8
            ? FieldText.contains(bytes, utf8, gb18030: false)
            : FieldText.contains(bytes, native, gb18030: gb18030)
    }

    func starts(_ bytes: Span<UInt8>, isUTF8: Bool) -> Bool {
        FieldText.hasWord(bytes, 0, isUTF8 ? utf8 : native)
    }
}
