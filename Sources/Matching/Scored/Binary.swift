/// Logarithms to base two in whole numbers: 1,024 to a bit. Every processor answers the same.
enum Binary {
    static let unit: Int32 = 1_024

    /// log2(value) in 1,024ths, rounded down; of 0 as of 1.
    static func log(_ value: UInt64) -> Int32 {
        guard value > 1 else { return 0 }
        let whole = 63 - value.leadingZeroBitCount
        // The mantissa in 1…2, with 63 binary places; each squaring gives a place of the logarithm.
        var mantissa = value << UInt64(63 - whole)
        var result = Int32(whole)
        for _ in 0..<10 {
            let square = mantissa.multipliedFullWidth(by: mantissa).high
            result <<= 1
            if square >> 63 == 1 {
                result += 1
                mantissa = square
            } else {
                mantissa = square << 1
            }
        }
        return result
    }

    /// log2 of a share, at most 0.
    static func log(_ part: UInt64, of whole: UInt64) -> Int32 { log(part) - log(whole) }

    /// log2 of the odds of a probability.
    static func odds(millionths: Int) -> Int32 {
        log(UInt64(millionths), of: UInt64(max(1, 1_000_000 - millionths)))
    }

    /// 2^(k/1,024) for k below 1,024, with 62 binary places.
    private static let powers: [UInt64] = {
        // From two down to the 1,024th root of it.
        var root: UInt64 = 1 << 63
        for _ in 0..<10 { root = squareRoot(root) }
        var powers: [UInt64] = []
        var power: UInt64 = 1 << 62
        for _ in 0..<1_024 {
            powers.append(power)
            let product = power.multipliedFullWidth(by: root)
            power = product.high << 2 | product.low >> 62
        }
        return powers
    }()

    /// The root of a number with 62 binary places, 1…2.
    private static func squareRoot(_ value: UInt64) -> UInt64 {
        var (low, high): (UInt64, UInt64) = (1 << 62, 1 << 63)
        while low < high {
            let middle = low + (high - low + 1) / 2
            let product = middle.multipliedFullWidth(by: middle)
            let square = product.high << 2 | product.low >> 62
            if product.high >> 62 == 0, square <= value { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// 2^(−bits) with 32 binary places, for bits ≥ 0.
    static func power(minus bits: Int32) -> UInt64 {
        if bits == 0 { return 1 << 32 }
        let whole = (bits + unit - 1) / unit
        if whole > 32 { return 0 }
        return powers[Int(whole * unit - bits)] >> UInt64(30 + whole)
    }

    /// log2(1 + 2^(−d)) for d in 1,024ths of a bit, up to twelve bits.
    private static let sums: [Int16] =
        (0..<12 * unit).map { difference in
            Int16(log((1 << 32) + power(minus: difference)) - 32 * unit)
        } + [0]

    /// For `sum(_:_:_:)`, taken once before a loop.
    static var table: [Int16] { sums }

    /// log2(2^a + 2^b).
    @inline(__always)
    static func sum(_ a: Int32, _ b: Int32, _ table: [Int16]) -> Int32 {
        let difference = Int(a > b ? a - b : b - a)
        return max(a, b) + Int32(table[min(difference, table.count - 1)])
    }

    /// The probability of odds 2^(bits), in 65,536ths.
    @inline(__always)
    static func probability(_ bits: Int32) -> UInt32 {
        let place = Int(max(-16 * unit, min(16 * unit, bits)) + 16 * unit)
        return probabilities[place]
    }

    private static let probabilities: [UInt32] = (-16 * unit...16 * unit).map { bits in
        let one: UInt64 = 1 << 32
        let other = power(minus: abs(bits))
        let larger = (one << 16) / (one + other)
        return UInt32(bits >= 0 ? larger : 65_536 - larger)
    }
}
