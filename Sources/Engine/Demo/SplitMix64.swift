/// Steele, Lea and Flood's generator: a seed gives the same sequence on every machine.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Evenly from `range`, by the high half of a full product (its bias is below 2⁻³²).
    mutating func number(in range: Range<Int>) -> Int {
        precondition(!range.isEmpty, "\(range)")
        return range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[number(in: 0..<list.count)] }

    mutating func chance(oneIn count: Int) -> Bool { number(in: 0..<count) == 0 }

    mutating func text(_ length: Int, from alphabet: String) -> String {
        let characters = Array(alphabet)
        return String((0..<length).map { _ in pick(characters) })
    }

    mutating func digits(_ length: Int) -> String { text(length, from: "0123456789") }
}
