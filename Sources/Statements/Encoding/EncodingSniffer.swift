import Records

/// Finds out what encoding a file is in: byte order mark → strict UTF-8 → GB18030 (docs/formats).
/// GB18030 decodes UTF-8 into readable nonsense, so UTF-8 is tried first.
struct EncodingSniffer {
    enum Verdict: Equatable {
        /// `mark`: bytes of the byte order mark. `cutAt`: where a cut last character starts.
        case known(TextEncoding, mark: Int, cutAt: Int?)
        /// No encoding fits; the byte at `offset` is the first that no one can read.
        case unknown(offset: Int)
    }

    /// Text that holds this many well-formed three-byte characters before the first bad byte is
    /// damaged UTF-8: hanzi of GBK pass for one now and then, never for eight without a slip.
    static let certainUTF8 = 8
    /// So many are enough where the only fault is a last character without its end.
    static let likelyUTF8 = 2

    static func sniff(_ bytes: Span<UInt8>) -> Verdict {
        func starts(_ mark: UInt8...) -> Bool {
            bytes.count >= mark.count && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
        }
        if starts(0xEF, 0xBB, 0xBF) {
            let utf8 = UTF8Check.run(bytes, from: 3)
            guard let bad = utf8.badAt else { return .known(.utf8, mark: 3, cutAt: nil) }
            return utf8.cut ? .known(.utf8, mark: 3, cutAt: bad) : .unknown(offset: bad)
        }
        if starts(0xFF, 0xFE) { return .known(.utf16LittleEndian, mark: 2, cutAt: nil) }
        if starts(0xFE, 0xFF) { return .known(.utf16BigEndian, mark: 2, cutAt: nil) }
        if starts(0x84, 0x31, 0x95, 0x33) { return marked(bytes, 4) }
        if let unmarked = unmarkedUTF16(bytes) { return .known(unmarked, mark: 0, cutAt: nil) }
        let utf8 = UTF8Check.run(bytes, from: 0)
        guard let bad = utf8.badAt else { return .known(.utf8, mark: 0, cutAt: nil) }
        if utf8.cut, utf8.threeByteCharacters >= likelyUTF8 {
            return .known(.utf8, mark: 0, cutAt: bad)
        }
        if utf8.threeByteCharacters >= certainUTF8 { return .unknown(offset: bad) }
        let national = GB18030Check.run(bytes, from: 0)
        guard let badInBoth = national.badAt else { return .known(.gb18030, mark: 0, cutAt: nil) }
        if national.cut { return .known(.gb18030, mark: 0, cutAt: badInBoth) }
        return .unknown(offset: max(bad, badInBoth))
    }

    /// GB18030 with its byte order mark.
    private static func marked(_ bytes: Span<UInt8>, _ mark: Int) -> Verdict {
        let national = GB18030Check.run(bytes, from: mark)
        guard let bad = national.badAt else { return .known(.gb18030, mark: mark, cutAt: nil) }
        return national.cut ? .known(.gb18030, mark: mark, cutAt: bad) : .unknown(offset: bad)
    }

    /// UTF-16 without a mark: every second byte of a run of ASCII is zero. Text of one byte per
    /// character holds no zeros at all.
    private static func unmarkedUTF16(_ bytes: Span<UInt8>) -> TextEncoding? {
        let count = min(bytes.count, 4096)
        guard count >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for index in 0..<count where bytes[index] == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.odd > 1, zeros.even == 0 { return .utf16LittleEndian }
        if zeros.even > 1, zeros.odd == 0 { return .utf16BigEndian }
        return nil
    }
}
