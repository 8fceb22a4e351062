/// Texts of both sides, each once: equal texts have equal numbers. They are kept as UTF-16, so that
/// a character of any common script is one unit; Latin letters without case, full-width forms as
/// their usual ones.
struct TextPool {
    private var units: [UInt16] = []
    private var starts: [Int32] = [0]
    /// Whether a text hides characters behind stars.
    private var masked: [Bool] = []
    private var letters: [JaroWinkler.Letters] = []
    /// What texts are in one script, where some are Chinese and somebody knows scripts.
    private var scripts: NameScripts?
    /// Number + 1 by slot, 0 = free.
    private var slots: [Int32] = Array(repeating: 0, count: 1_024)

    var count: Int { starts.count - 1 }

    /// −1 for no text. Takes UTF-8.
    mutating func number(of text: Span<UInt8>) -> Int32 {
        if text.isEmpty { return -1 }
        let start = units.count
        TextPool.append(text, to: &units)
        let hash = hash(start..<units.count)
        if count * 2 > slots.count { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if isSame(Int(slots[slot]) - 1, start..<units.count) {
                units.removeLast(units.count - start)
                return slots[slot] - 1
            }
            slot = (slot + 1) & mask
        }
        starts.append(Int32(units.count))
        masked.append(units[start...].contains(TextAgreement.star))
        letters.append(JaroWinkler.Letters(units.span.extracting(start..<units.count)))
        slots[slot] = Int32(count)
        return Int32(count - 1)
    }

    /// Writes all texts in one script, so that those that are written otherwise are the same ones:
    /// the last thing before they are compared. Without Chinese nothing is done.
    mutating func fold(_ folding: NameFolding) {
        guard units.contains(where: NameFolding.isHan) else { return }
        for place in units.indices { units[place] = folding.simplified(units[place]) }
        var letters: [JaroWinkler.Letters] = []
        letters.reserveCapacity(count)
        var found = NameScripts(folding)
        for number in 0..<count {
            let text = units.span.extracting(range(number))
            letters.append(JaroWinkler.Letters(text))
            found.append(text)
        }
        self.letters = letters
        scripts = found
    }

    /// What a block finds a name by; −1 for none.
    func blockKey(of number: Int32) -> Int64 {
        guard number >= 0, let scripts else { return Int64(number) }
        return scripts.key(Int(number))
    }

    /// One text of the pool, ready to be compared with others.
    struct Prepared: ~Copyable {
        fileprivate(set) var number: Int32 = -1
        fileprivate var pattern = JaroWinkler()

        init() {}
    }

    func prepare(_ number: Int32, _ prepared: inout Prepared) {
        if number == prepared.number { return }
        prepared.number = number
        if number >= 0 { prepared.pattern.prepare(units.span.extracting(range(Int(number)))) }
    }

    func agreement(_ a: Int32, _ b: borrowing Prepared) -> TextAgreement {
        if a < 0 || b.number < 0 { return .absent }
        if a == b.number { return .equal }
        if let told = scripts?.agreement(Int(a), Int(b.number)) { return told }
        let all = units.span
        let own = all.extracting(range(Int(a)))
        let told = TextAgreement.of(
            own, all.extracting(range(Int(b.number))),
            isMasked: masked[Int(a)] || masked[Int(b.number)])
        if let told { return told }
        guard b.pattern.mayBeSimilar(letters[Int(a)], letters[Int(b.number)]) else {
            return .differs
        }
        return b.pattern.thousandths(own, least: JaroWinkler.similar) > 0 ? .similar : .differs
    }

    func agreement(_ a: Int32, _ b: Int32) -> TextAgreement {
        if a < 0 || b < 0 { return .absent }
        if a == b { return .equal }
        var prepared = Prepared()
        prepare(b, &prepared)
        return agreement(a, prepared)
    }

    /// Jaro–Winkler in thousandths; 0 where there is no text.
    func similarity(_ a: Int32, _ b: Int32) -> Int {
        if a < 0 || b < 0 { return 0 }
        var prepared = Prepared()
        prepare(b, &prepared)
        return prepared.pattern.thousandths(units.span.extracting(range(Int(a))))
    }

    func isMasked(_ number: Int32) -> Bool { number >= 0 && masked[Int(number)] }

    /// The last four characters as a number of their own, −1 where one of them is hidden or there
    /// are fewer.
    func tail(of number: Int32) -> Int64 {
        guard number >= 0 else { return -1 }
        let range = range(Int(number))
        if range.count < 4 { return -1 }
        var packed: UInt64 = 0
        for unit in units[range.upperBound - 4..<range.upperBound] {
            if unit == TextAgreement.star { return -1 }
            packed = packed << 16 | UInt64(unit)
        }
        // Blocks take numbers of 31 bits; who shares one by accident is a candidate, no more.
        return Int64((packed &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }

    /// What is not UTF-8 stands as it is, byte for byte.
    static func append(_ text: Span<UInt8>, to units: inout [UInt16]) {
        var index = 0
        while index < text.count {
            let lead = text[index]
            let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
            var scalar = UInt32(lead)
            if length > 1, index + length <= text.count {
                scalar &= 0x7F >> UInt32(length)
                for next in 1..<length { scalar = scalar << 6 | UInt32(text[index + next] & 0x3F) }
                index += length
            } else {
                index += 1
            }
            // Full-width forms of U+0021…7E.
            if (0xFF01...0xFF5E).contains(scalar) { scalar -= 0xFEE0 }
            if (0x41...0x5A).contains(scalar) { scalar += 0x20 }
            if scalar > 0xFFFF {
                units.append(UInt16(truncatingIfNeeded: 0xD7C0 + scalar >> 10))
                units.append(UInt16(truncatingIfNeeded: 0xDC00 | scalar & 0x3FF))
            } else {
                units.append(UInt16(scalar))
            }
        }
    }

    private func range(_ number: Int) -> Range<Int> {
        Int(starts[number])..<Int(starts[number + 1])
    }

    private func hash(_ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range { hash = (hash ^ UInt64(units[index])) &* 0x100_0000_01b3 }
        return hash ^ hash >> 29
    }

    private func isSame(_ number: Int, _ other: Range<Int>) -> Bool {
        let range = range(number)
        guard range.count == other.count else { return false }
        for index in 0..<range.count
        where units[range.lowerBound + index] != units[other.lowerBound + index] {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: hash(range(number))) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number + 1)
        }
    }
}
