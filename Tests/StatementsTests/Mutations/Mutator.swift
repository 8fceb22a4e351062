/// Damages bytes in the ways that disks, editors, spreadsheets and people do; repeatable by seed.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 ^ 0x6D61_7463_6862_6F6F }

    /// xorshift64*, evenly from 0..<count.
    mutating func number(below count: Int) -> Int {
        if state == 0 { state = 1 }
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        let word = state &* 0x2545_F491_4F6C_DD1D
        return Int(word.multipliedFullWidth(by: UInt64(max(count, 1))).high)
    }

    /// One to four wounds.
    mutating func mutate(_ original: [UInt8], splicing other: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...number(below: 4) {
            switch number(below: 11) {
            case 0: cutTail(&bytes)
            case 1: cutRange(&bytes)
            case 2: flipBit(&bytes)
            case 3: setByte(&bytes)
            case 4: insertBytes(&bytes)
            case 5: duplicateRange(&bytes)
            case 6: splice(&bytes, other)
            case 7: editLines(&bytes) { lines, mutator in
                lines.remove(at: mutator.number(below: lines.count))
            }
            case 8: editLines(&bytes) { lines, mutator in
                let index = mutator.number(below: lines.count)
                lines.insert(lines[index], at: mutator.number(below: lines.count + 1))
            }
            case 9: editLines(&bytes) { lines, mutator in
                lines.swapAt(mutator.number(below: lines.count), mutator.number(below: lines.count))
            }
            default: changeDigit(&bytes)
            }
        }
        return bytes
    }

    private mutating func range(_ bytes: [UInt8], _ longest: Int) -> Range<Int> {
        let start = number(below: bytes.count + 1)
        return start..<min(bytes.count, start + 1 + number(below: longest))
    }

    private mutating func cutTail(_ bytes: inout [UInt8]) {
        bytes.removeLast(number(below: bytes.count + 1))
    }

    private mutating func cutRange(_ bytes: inout [UInt8]) {
        let range = range(bytes, 64)
        if !range.isEmpty { bytes.removeSubrange(range) }
    }

    private mutating func flipBit(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        bytes[number(below: bytes.count)] ^= 1 << UInt8(number(below: 8))
    }

    private mutating func setByte(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let evil: [UInt8] = [0x00, 0x0A, 0x0D, 0x09, 0x22, 0x2C, 0x60, 0x7B, 0x7D, 0x81, 0xFE, 0xFF]
        bytes[number(below: bytes.count)] = evil[number(below: evil.count)]
    }

    private mutating func insertBytes(_ bytes: inout [UInt8]) {
        let evil: [[UInt8]] = [
            [0x22], [0x22, 0x22], [0x0D, 0x0A], [0xEF, 0xBB, 0xBF], [0x81, 0x30, 0x81, 0x30],
            Array("99999999999999999999999".utf8), Array("4.20E+27".utf8), Array("-".utf8),
            Array("1,234.56".utf8), Array("\u{3000}".utf8), Array("{[\"".utf8), [0xED, 0xA0, 0x80],
        ]
        let place = number(below: bytes.count + 1)
        bytes.insert(contentsOf: evil[number(below: evil.count)], at: place)
    }

    private mutating func duplicateRange(_ bytes: inout [UInt8]) {
        let range = range(bytes, 256)
        bytes.insert(contentsOf: bytes[range], at: number(below: bytes.count + 1))
    }

    private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8]) {
        let piece = other[range(other, 512)]
        let target = range(bytes, 512)
        bytes.replaceSubrange(target, with: piece)
    }

    private mutating func changeDigit(_ bytes: inout [UInt8]) {
        let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
        guard !digits.isEmpty else { return }
        bytes[digits[number(below: digits.count)]] = 0x30 + UInt8(number(below: 10))
    }

    private mutating func editLines(
        _ bytes: inout [UInt8], _ edit: (inout [[UInt8]], inout Mutator) -> Void
    ) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        guard lines.count > 1 else { return }
        edit(&lines, &self)
        bytes = Array(lines.joined(separator: [0x0A]))
    }
}
