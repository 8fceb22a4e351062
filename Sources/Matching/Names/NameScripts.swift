/// Of texts of a pool, some of which have Chinese characters: what they are in one script, and how
/// they are read. Made once; pools without Chinese have none.
struct NameScripts {
    private let folding: NameFolding
    /// By number: texts that are the same in one script have the same.
    private var script: [Int32] = []
    /// By number: the syllables of a Chinese name.
    private var readings: [[UInt16]] = []
    /// By number: the letters of a Latin one, without spaces, points and strokes.
    private var letters: [[UInt16]] = []
    private var isHan: [Bool] = []
    private var known: [[UInt16]: Int32] = [:]

    init(_ folding: NameFolding) { self.folding = folding }

    /// Takes the next text, in one script already.
    mutating func append(_ units: Span<UInt16>) {
        var copy: [UInt16] = []
        copy.reserveCapacity(units.count)
        for place in 0..<units.count { copy.append(units[place]) }
        let hasHan = copy.contains(where: NameFolding.isHan)
        isHan.append(hasHan)
        let number = known[copy] ?? Int32(known.count)
        known[copy] = number
        script.append(number)
        // "王 小明", "欧阳·娜娜".
        let spoken = hasHan ? copy.filter { !NameScripts.isBetween($0) } : []
        readings.append(folding.readings(spoken) ?? [])
        let written = hasHan ? [] : copy.filter { !NameScripts.isBetween($0) }
        letters.append(written.allSatisfy(NameScripts.isLetter) ? written : [])
    }

    private static func isBetween(_ unit: UInt16) -> Bool {
        [0x20, 0x2E, 0x2C, 0x2D, 0x27, 0xB7, 0x30FB].contains(unit)
    }

    private static func isLetter(_ unit: UInt16) -> Bool { (0x61...0x7A).contains(unit) }

    /// nil where scripts do not decide: then the characters are compared.
    func agreement(_ a: Int, _ b: Int) -> TextAgreement? {
        switch (isHan[a], isHan[b]) {
        case (false, false): return nil
        case (true, true):
            if script[a] == script[b] { return .folded }
            return !readings[a].isEmpty && readings[a] == readings[b] ? .similar : nil
        case (true, false): return agreement(readings[a], letters[b])
        case (false, true): return agreement(readings[b], letters[a])
        }
    }

    private func agreement(_ readings: [UInt16], _ letters: [UInt16]) -> TextAgreement? {
        if readings.isEmpty || letters.isEmpty { return nil }
        return folding.agreement(readings, letters.span)
    }

    /// A block's key: the same letters in any order, so that 王小明 and "xiaoming wang" meet.
    func key(_ number: Int) -> Int64 {
        var text = letters[number]
        for reading in readings[number] { text += folding.syllables[Int(reading)] }
        if text.isEmpty { return Int64(script[number]) }
        text.sort()
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for unit in text { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01b3 }
        return Int64((hash &* 0x9E37_79B9_7F4A_7C15) >> 33)
    }
}
