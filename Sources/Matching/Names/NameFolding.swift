/// What names in simplified and in traditional characters and in Latin letters have in common: one
/// script, and how its characters are read (`names/folding.txt`).
package struct NameFolding: Sendable {
    /// Why a table is none.
    package enum Fault: Error, Equatable {
        case line(Int, found: String, expected: String)
    }

    /// The block whose characters names are made of.
    static let han: ClosedRange<UInt16> = 0x4E00...0x9FFF
    package static let lineLimit = 5_000
    /// "zhuang" is the longest reading.
    private static let readingLength = 1...6

    /// By unit less 0x4E00: how it is written in simplified script; 0 = as it is.
    private var simplified = Array(repeating: UInt16(0), count: han.count)
    /// By unit less 0x4E00: a place in `syllables`, 0 = none.
    private var reading = Array(repeating: UInt16(0), count: han.count)
    private var surnameReading: [UInt16: UInt16] = [:]
    private(set) var syllables: [[UInt16]] = [[]]

    /// Sections `[simplified]` (pairs of characters), `[readings]` and `[surnames]` (a reading and
    /// its characters); "#" begins a note.
    package init(_ text: String) throws(Fault) {
        var section = ""
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            func fault(_ expected: String) -> Fault {
                .line(place + 1, found: String(line.prefix(40)), expected: expected)
            }
            guard place < NameFolding.lineLimit else {
                throw fault("≤ \(NameFolding.lineLimit) lines")
            }
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("[") {
                section = String(line)
                continue
            }
            let isTaken =
                switch section {
                case "[simplified]": addPairs(Array(line.utf16))
                case "[readings]": addReading(line, isSurname: false)
                case "[surnames]": addReading(line, isSurname: true)
                default: false
                }
            guard isTaken else { throw fault("[simplified] | [readings] | [surnames], 汉字") }
        }
    }

    private mutating func addPairs(_ units: [UInt16]) -> Bool {
        guard units.count % 2 == 0, units.allSatisfy(NameFolding.han.contains) else {
            return false
        }
        for place in stride(from: 0, to: units.count, by: 2) {
            simplified[NameFolding.place(units[place])] = units[place + 1]
        }
        return true
    }

    private mutating func addReading(_ line: Substring, isSurname: Bool) -> Bool {
        let parts = line.split(separator: " ").map { Array($0.utf16) }
        guard parts.count == 2, NameFolding.readingLength.contains(parts[0].count),
            parts[0].allSatisfy({ (0x61...0x7A).contains($0) }),
            parts[1].allSatisfy(NameFolding.han.contains)
        else { return false }
        let known = syllables.firstIndex(of: parts[0])
        if known == nil { syllables.append(parts[0]) }
        let number = UInt16(known ?? syllables.count - 1)
        for unit in parts[1] {
            if isSurname {
                surnameReading[unit] = number
            } else {
                reading[NameFolding.place(unit)] = number
            }
        }
        return true
    }

    private static func place(_ unit: UInt16) -> Int { Int(unit) - Int(han.lowerBound) }

    @inline(__always)
    static func isHan(_ unit: UInt16) -> Bool { han.contains(unit) }

    func simplified(_ unit: UInt16) -> UInt16 {
        guard NameFolding.isHan(unit) else { return unit }
        let other = simplified[NameFolding.place(unit)]
        return other == 0 ? unit : other
    }

    /// Two to six characters in simplified script as numbers of syllables; nil for anything else.
    /// The first is read as a surname.
    func readings(_ units: [UInt16]) -> [UInt16]? {
        guard (2...6).contains(units.count), units.allSatisfy(NameFolding.isHan) else { return nil }
        var numbers = units.map { reading[NameFolding.place($0)] }
        numbers[0] = surnameReading[units[0]] ?? numbers[0]
        return numbers.contains(0) ? nil : numbers
    }

    /// How syllables agree with letters without spaces: `folded` where all are spelt out, `initial`
    /// where some are but their first letter, `differs`. The surname, of one syllable or two, may
    /// stand first or last.
    func agreement(_ readings: [UInt16], _ letters: Span<UInt16>) -> TextAgreement {
        var best = TextAgreement.differs
        for surname in 0...min(2, readings.count - 1) {
            let order = Array(readings[surname...] + readings[..<surname])
            if isSpelt(order, letters) { return .folded }
            if isSpelt(order, letters, from: 0, at: 0, spelt: 0) { best = .initial }
        }
        return best
    }

    private func isSpelt(_ readings: [UInt16], _ letters: Span<UInt16>) -> Bool {
        var at = 0
        for number in readings {
            guard begins(letters, at, syllables[Int(number)]) else { return false }
            at += syllables[Int(number)].count
        }
        return at == letters.count
    }

    /// At least one syllable in full: initials alone are anybody's.
    private func isSpelt(
        _ readings: [UInt16], _ letters: Span<UInt16>, from place: Int, at: Int, spelt: Int
    ) -> Bool {
        if place == readings.count { return at == letters.count && spelt > 0 }
        let syllable = syllables[Int(readings[place])]
        guard at < letters.count, letters[at] == syllable[0] else { return false }
        if begins(letters, at, syllable),
            isSpelt(
                readings, letters, from: place + 1, at: at + syllable.count, spelt: spelt + 1)
        {
            return true
        }
        return isSpelt(readings, letters, from: place + 1, at: at + 1, spelt: spelt)
    }

    private func begins(_ letters: Span<UInt16>, _ at: Int, _ syllable: [UInt16]) -> Bool {
        guard letters.count - at >= syllable.count else { return false }
        for place in syllable.indices where letters[at + place] != syllable[place] { return false }
        return true
    }
}
