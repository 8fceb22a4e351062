/// Texts of both sides, each once: equal texts have equal numbers.
struct TextPool {
    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0]
    /// Number + 1 by slot, 0 = free.
    private var slots: [Int32] = Array(repeating: 0, count: 1_024)

    var count: Int { starts.count - 1 }

    /// −1 for no text.
    mutating func number(of text: Span<UInt8>) -> Int32 {
        if text.isEmpty { return -1 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in text.indices { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3 }
        hash ^= hash >> 29
        if count * 2 > slots.count { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if isSame(Int(slots[slot]) - 1, text) { return slots[slot] - 1 }
            slot = (slot + 1) & mask
        }
        for index in text.indices { bytes.append(text[index]) }
        starts.append(Int32(bytes.count))
        slots[slot] = Int32(count)
        return Int32(count - 1)
    }

    func agreement(_ a: Int32, _ b: Int32) -> TextAgreement {
        if a < 0 || b < 0 { return .absent }
        if a == b { return .equal }
        let all = bytes.span
        return .of(all.extracting(range(Int(a))), all.extracting(range(Int(b))))
    }

    func isMasked(_ number: Int32) -> Bool {
        number >= 0 && bytes[range(Int(number))].contains(0x2A)
    }

    /// The last four characters, −1 where one of them is hidden or there are fewer.
    func tail(of number: Int32) -> Int32 {
        guard number >= 0 else { return -1 }
        let range = range(Int(number))
        if range.count < 4 { return -1 }
        var packed: UInt32 = 0
        for byte in bytes[range.upperBound - 4..<range.upperBound] {
            if byte == 0x2A { return -1 }
            packed = packed << 8 | UInt32(byte)
        }
        return Int32(packed & 0x7FFF_FFFF)
    }

    private func range(_ number: Int) -> Range<Int> {
        Int(starts[number])..<Int(starts[number + 1])
    }

    private func isSame(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == text.count else { return false }
        for index in text.indices where bytes[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for number in 0..<count {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for index in range(number) { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
            hash ^= hash >> 29
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number + 1)
        }
    }
}
