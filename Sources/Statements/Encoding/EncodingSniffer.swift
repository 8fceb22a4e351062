import Records

/// Finds out what encoding a file is in: byte order mark → strict UTF-8 → GB18030 (china.md §0.4).
/// GB18030 decodes UTF-8 into readable nonsense, so UTF-8 is tried first.
struct EncodingSniffer {
    enum Verdict: Equatable {
        /// `mark`: bytes of the byte order mark. `cutAt`: where an unfinished last character starts.
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

/// Well-formedness of UTF-8 (Unicode 15, table 3-7).
struct UTF8Check: Equatable {
    /// Where the first character starts that is none; nil where all is well.
    var badAt: Int?
    /// That character only lacks its end: the file was cut.
    var cut = false
    var threeByteCharacters = 0

    static func run(_ bytes: Span<UInt8>, from start: Int) -> UTF8Check {
        var check = UTF8Check()
        var index = start
        let count = bytes.count
        while index < count {
            index = skipASCII(bytes, from: index)
            guard index < count else { break }
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                continue
            }
            let (length, low, high) = shape(of: first)
            guard length > 0 else { return bad(&check, index) }
            for step in 1..<length {
                guard index + step < count else { return bad(&check, index, cut: true) }
                let byte = bytes[index + step]
                let range = step == 1 ? low...high : 0x80...0xBF
                guard range.contains(byte) else { return bad(&check, index) }
            }
            if length >= 3 { check.threeByteCharacters += 1 }
            index += length
        }
        return check
    }

    /// Passes over eight ASCII bytes at a time; stops at most seven bytes before a longer character.
    @inline(__always)
    static func skipASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = unsafe bytes.bytes
        while index + 8 <= bytes.count,
            unsafe raw.unsafeLoadUnaligned(
                fromByteOffset: index, as: UInt64.self) & ByteSearch.highs == 0
        { index += 8 }
        return index
    }

    private static func bad(
        _ check: inout UTF8Check, _ index: Int, cut: Bool = false
    ) -> UTF8Check {
        check.badAt = index
        check.cut = cut
        return check
    }

    /// Length of the character and the range of its second byte; length 0 = no lead byte.
    private static func shape(of lead: UInt8) -> (length: Int, low: UInt8, high: UInt8) {
        switch lead {
        case 0xC2...0xDF: (2, 0x80, 0xBF)
        case 0xE0: (3, 0xA0, 0xBF)
        case 0xED: (3, 0x80, 0x9F)
        case 0xE1...0xEF: (3, 0x80, 0xBF)
        case 0xF0: (4, 0x90, 0xBF)
        case 0xF1...0xF3: (4, 0x80, 0xBF)
        case 0xF4: (4, 0x80, 0x8F)
        default: (0, 0, 0)
        }
    }
}

/// Well-formedness of GB18030-2005: one byte, two, or four with digits in second and fourth place.
struct GB18030Check: Equatable {
    var badAt: Int?
    var cut = false

    static func run(_ bytes: Span<UInt8>, from start: Int) -> GB18030Check {
        var index = start
        let count = bytes.count
        while index < count {
            index = UTF8Check.skipASCII(bytes, from: index)
            guard index < count else { break }
            let length = GB18030.length(bytes, at: index, end: count)
            guard length > 0 else {
                return GB18030Check(badAt: index, cut: length < 0)
            }
            index += length
        }
        return GB18030Check()
    }
}

enum GB18030 {
    /// Bytes of the character at `index`: 1, 2 or 4; 0 = none, −1 = cut off by `end`.
    @inline(__always)
    static func length(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        guard first != 0x80, first != 0xFF else { return 0 }
        guard index + 1 < end else { return -1 }
        let second = bytes[index + 1]
        if second >= 0x40 { return second == 0x7F || second == 0xFF ? 0 : 2 }
        guard (0x30...0x39).contains(second) else { return 0 }
        // Four bytes: 81308130–8431A439 are the rest of the BMP, 90308130–E3329A35 the planes above.
        guard (0x81...0x84).contains(first) || (0x90...0xE3).contains(first) else { return 0 }
        guard index + 2 < end else { return -1 }
        guard (0x81...0xFE).contains(bytes[index + 2]) else { return 0 }
        guard index + 3 < end else { return -1 }
        return (0x30...0x39).contains(bytes[index + 3]) ? 4 : 0
    }
}
