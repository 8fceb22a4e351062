import Records

/// A plain decimal of a definition ("0.6", "2.00") as an integer and its digits: no floating point.
struct ExactDecimal {
    var units: Int64
    var scale: Int

    /// Up to nine decimals and fifteen digits: no price, rate or tolerance has more.
    init?(_ text: String) {
        var digits = Substring(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), digits.utf8.count <= 16,
            parts.allSatisfy({ part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }),
            let value = Int64(parts.joined())
        else { return nil }
        scale = parts.count == 2 ? parts[1].utf8.count : 0
        guard scale <= 9 else { return nil }
        units = isNegative ? -value : value
    }

    /// Units at another scale; nil where digits would be lost or it overflows.
    func units(at scale: Int) -> Int64? {
        if scale >= self.scale {
            return Int64(exactly: Money.raise(Int128(units), by: scale - self.scale))
        }
        let divisor = Int64(Money.raise(1, by: self.scale - scale))
        return units % divisor == 0 ? units / divisor : nil
    }

    /// "0.6%" as millionths (6,000). Nil without the sign or with more than four decimals.
    static func millionths(percent text: String) -> Int64? {
        guard text.hasSuffix("%"),
            let value = ExactDecimal(text.dropLast().trimmed)
        else { return nil }
        return value.units(at: 4)
    }

    static func percent(millionths: Int64) -> String {
        var text = Money.decimal(units: Int128(millionths), scale: 4)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + "%"
    }
}

extension Substring {
    var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
