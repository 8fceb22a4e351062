/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same files on every machine.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// True with probability `perMille`/1000.
    mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

    /// A bell around `middle`: the mean of four draws, −`spread`…+`spread`.
    mutating func bell(middle: Int, spread: Int) -> Int {
        let sum = below(2 * spread) + below(2 * spread) + below(2 * spread) + below(2 * spread)
        return middle + sum / 4 - spread
    }

    /// Long-tailed, 1…`limit`: two to the power of an even draw, with an even fraction.
    mutating func longTail(bits: Int, limit: Int) -> Int {
        let power = below(bits)
        return min(limit, (1 << power) + below(1 << power))
    }
}
