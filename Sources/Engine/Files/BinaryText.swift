/// Unicode strings of BIFF8 over a record and its continuations. A string may go on in the next
/// record, which then begins with a new flag byte ([MS-XLS] 2.5.296).
struct BinaryText {
    private let parts: [Range<Int>]
    private var part = 0
    private var offset: Int

    init(_ parts: [Range<Int>], at offset: Int) {
        self.parts = parts
        self.offset = parts[0].lowerBound + offset
    }

    var isAtEnd: Bool { part == parts.count - 1 && offset >= parts[part].upperBound }

    mutating func skip(_ count: Int, _ bytes: [UInt8]) {
        for _ in 0..<count where byte(bytes) == nil { return }
    }

    private mutating func byte(_ bytes: [UInt8]) -> UInt8? {
        while offset >= parts[part].upperBound {
            guard part + 1 < parts.count else { return nil }
            part += 1
            offset = parts[part].lowerBound
        }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func word(_ bytes: [UInt8]) -> Int? {
        guard let low = byte(bytes), let high = byte(bytes) else { return nil }
        return Int(low) | Int(high) << 8
    }

    /// Flags, then `count` characters of one byte (Latin-1) or two (UTF-16).
    mutating func text(_ count: Int, _ bytes: [UInt8]) -> String {
        guard let flags = byte(bytes) else { return "" }
        return characters(count, isWide: flags & 1 != 0, bytes)
    }

    /// A string of the shared table: its length, flags, then what rich and Asian text bring along.
    mutating func sharedText(_ bytes: [UInt8]) -> String {
        guard let count = word(bytes), let flags = byte(bytes) else { return "" }
        let runs = flags & 8 != 0 ? word(bytes) ?? 0 : 0
        var extra = 0
        if flags & 4 != 0, let low = word(bytes), let high = word(bytes) {
            extra = low | high << 16
        }
        let text = characters(count, isWide: flags & 1 != 0, bytes)
        // Bounded by the record's own bytes: skipping ends with them.
        skip(4 * runs + min(extra, bytes.count), bytes)
        return text
    }

    private mutating func characters(_ count: Int, isWide: Bool, _ bytes: [UInt8]) -> String {
        var isWide = isWide
        var units: [UInt16] = []
        while units.count < count {
            if offset >= parts[part].upperBound {
                guard part + 1 < parts.count else { break }
                part += 1
                offset = parts[part].lowerBound
                guard let flags = byte(bytes) else { break }
                isWide = flags & 1 != 0
            }
            guard let low = byte(bytes) else { break }
            units.append(UInt16(low))
            if isWide, let high = byte(bytes) { units[units.count - 1] |= UInt16(high) << 8 }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
