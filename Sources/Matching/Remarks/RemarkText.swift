/// The characters of a remark as UTF-16: without case, full-width forms as their usual ones.
enum RemarkText {
    /// Longer remarks are read so far; banks cut theirs at 140 to 400 characters.
    static let limit = 512

    static func units(of text: Span<UInt8>) -> [UInt16] {
        var units: [UInt16] = []
        units.reserveCapacity(min(limit, text.count))
        // A character has four bytes at most.
        TextPool.append(text.extracting(0..<min(text.count, limit * 4)), to: &units)
        if units.count > limit { units.removeLast(units.count - limit) }
        return units
    }

    @inline(__always)
    static func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

    @inline(__always)
    static func isLetter(_ unit: UInt16) -> Bool {
        unit >= 0x61 && unit <= 0x7A || unit >= 0xC0 && unit < 0x250 && unit != 0xD7 && unit != 0xF7
    }

    /// The blocks that Chinese is written in.
    @inline(__always)
    static func isHan(_ unit: UInt16) -> Bool { unit >= 0x3400 && unit < 0xA000 }

    /// What holds a number together: "INV-2026_01".
    @inline(__always)
    static func isJoint(_ unit: UInt16) -> Bool { unit == 0x2D || unit == 0x5F }
}
