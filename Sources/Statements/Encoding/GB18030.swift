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
        // 81308130–8431A439 are the rest of the BMP, 90308130–E3329A35 the planes above it.
        guard (0x81...0x84).contains(first) || (0x90...0xE3).contains(first) else { return 0 }
        guard index + 2 < end else { return -1 }
        guard (0x81...0xFE).contains(bytes[index + 2]) else { return 0 }
        guard index + 3 < end else { return -1 }
        return (0x30...0x39).contains(bytes[index + 3]) ? 4 : 0
    }
}
