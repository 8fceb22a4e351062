/// Lines of the text files that the log is published in: UTF-8, newline after every line.
enum NoteLines {
    /// The lines without their newlines. The last one must have had one.
    static func split(_ bytes: [UInt8]) throws(LogError) -> [ArraySlice<UInt8>] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let last = lines.popLast(), last.isEmpty else {
            throw .line(
                number: lines.count + 1, found: LogError.found(bytes.suffix(1)),
                expected: .noteEnd)
        }
        return lines
    }

    /// Where the bytes stop to be UTF-8 without control characters other than newline.
    static func offsetOfNoText(_ bytes: [UInt8]) -> Int? {
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x0A }) { return offset }
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return offset
    }

    /// ASCII decimal without leading zeroes, within the tree's limit.
    static func number(_ text: some Collection<UInt8>) -> UInt64? {
        guard (1...16).contains(text.count), text.count == 1 || text.first != 0x30 else {
            return nil
        }
        var value: UInt64 = 0
        for digit in text {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
        }
        return value <= TransparencyLog.sizeLimit ? value : nil
    }
}
