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

    /// Passes over ASCII, 32 bytes and then eight at a time; it may stop up to seven bytes early.
    @inline(__always)
    static func skipASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = unsafe bytes.bytes
        func word(_ offset: Int) -> UInt64 {
            unsafe raw.unsafeLoadUnaligned(fromByteOffset: index &+ offset, as: UInt64.self)
        }
        while index &+ 32 <= bytes.count,
            (word(0) | word(8) | word(16) | word(24)) & ByteSearch.highs == 0
        { index &+= 32 }
        while index &+ 8 <= bytes.count {
            let found = UInt64(littleEndian: word(0)) & ByteSearch.highs
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
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
