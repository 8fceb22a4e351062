import Records

/// Counterparties as numbers: the same bytes, the same number, on both sides. 0 where a rule does
/// not ask for them, −1 where a row names none.
struct WindowPayers {
    private(set) var left: [Int32] = []
    private(set) var right: [Int32] = []
    /// High half: bits of the hash. Low half: number; 0 = free.
    private var slots: [UInt64] = Array(repeating: 0, count: 1_024)
    private var hashes: [Hash128] = []
    private var texts: [(ref: TextRef, input: Int32)] = []
    private let boxes: [TableBox]

    static let none = WindowPayers()

    private init() { boxes = [] }

    init(_ inputs: LegInputs) {
        let both = inputs.left + inputs.right
        boxes = both.map(\.box)
        left = number(inputs.left, from: 0)
        right = number(inputs.right, from: inputs.left.count)
    }

    @inline(__always)
    func ofLeft(_ l: Int) -> Int32 { left.isEmpty ? 0 : left[l] }

    @inline(__always)
    func ofRight(_ r: Int) -> Int32 { right.isEmpty ? 0 : right[r] }

    private mutating func number(_ inputs: [LegInput], from first: Int) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(inputs.reduce(0) { $0 + $1.count })
        for (offset, input) in inputs.enumerated() {
            let column = input.table.counterparty
            for position in 0..<input.count {
                let ref = column[input.row(position)]
                numbers.append(ref.isEmpty ? -1 : number(ref, Int32(first + offset)))
            }
        }
        return numbers
    }

    private mutating func number(_ ref: TextRef, _ input: Int32) -> Int32 {
        let box = boxes[Int(input)]
        let hash = ReferenceIndex.hash(ref, box)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash.low) & mask
        while slots[slot] != 0 {
            let found = Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF)
            if slots[slot] >> 32 == hash.high >> 32 {
                let other = texts[Int(found) - 1]
                if TableBox.same(ref, box, other.ref, boxes[Int(other.input)]) { return found }
            }
            slot = (slot + 1) & mask
        }
        texts.append((ref, input))
        hashes.append(hash)
        slots[slot] = hash.high & ~0xFFFF_FFFF | UInt64(texts.count)
        if texts.count * 2 > slots.count { grow() }
        return Int32(texts.count)
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash.low) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash.high & ~0xFFFF_FFFF | UInt64(index + 1)
        }
    }
}
