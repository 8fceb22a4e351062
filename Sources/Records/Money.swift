/// An exact amount: `units` × 10^−scale of a currency. Sign is the merchant's view: + in, − out.
public struct Money: Hashable, Sendable, CustomStringConvertible {
    public var units: Int128
    /// Decimal digits that `units` carries (2 for fen, 5 for WeChat fees, 6 for USDT, up to 18).
    public var scale: Int
    public var currency: Currency

    public init(units: Int128, scale: Int, currency: Currency) {
        precondition((0...Money.maximumScale).contains(scale), "scale \(scale)")
        self.units = units
        self.scale = scale
        self.currency = currency
    }

    /// ERC-20 tokens use 18 decimals; nothing that is traded uses more.
    public static let maximumScale = 18

    public static func zero(_ currency: Currency) -> Money {
        Money(units: 0, scale: min(currency.exponent, 2), currency: currency)
    }

    /// The same amount with more digits. `scale` is not below the present one.
    public func rescaled(to scale: Int) -> Money {
        Money(units: Money.raise(units, by: scale - self.scale), scale: scale, currency: currency)
    }

    /// Without the digits that say nothing, but with the two a reader expects (or the currency's
    /// fewer).
    public var canonical: Money {
        let least = currency.shownDecimals
        if scale == least { return self }
        var money = self
        while money.scale > least, money.units % 10 == 0 {
            money.units /= 10
            money.scale -= 1
        }
        return money.scale < least ? money.rescaled(to: least) : money
    }

    /// The exact decimal in major units: "-0.59", "1.38", "1200" for a currency without minor
    /// units.
    public var decimal: String {
        let money = canonical
        return Money.decimal(units: money.units, scale: money.scale)
    }

    /// Reads `decimal`: digits with at most one point, a minus before them where it is negative.
    /// Nil for anything else, and beyond 36 digits or `maximumScale` decimals.
    public init?(decimal: some StringProtocol, currency: Currency) {
        let isNegative = decimal.utf8.first == 0x2D
        var units: Int128 = 0
        var digits = 0
        var scale: Int?
        for byte in decimal.utf8.dropFirst(isNegative ? 1 : 0) {
            if byte == 0x2E, scale == nil, digits > 0 {
                scale = 0
                continue
            }
            guard (0x30...0x39).contains(byte), digits < 36 else { return nil }
            units = units * 10 + Int128(byte - 0x30)
            digits += 1
            if let decimals = scale { scale = decimals + 1 }
        }
        guard digits > 0, scale != 0, (scale ?? 0) <= Money.maximumScale else { return nil }
        self = Money(units: isNegative ? -units : units, scale: scale ?? 0, currency: currency)
            .canonical
    }

    public var description: String { "\(decimal) \(currency)" }
    public var isZero: Bool { units == 0 }

    public static prefix func - (a: Money) -> Money {
        Money(units: -a.units, scale: a.scale, currency: a.currency)
    }

    /// Sum of two amounts of one currency, at the finer scale of the two.
    public static func + (a: Money, b: Money) -> Money {
        precondition(a.currency == b.currency, "\(a.currency) + \(b.currency)")
        let scale = max(a.scale, b.scale)
        return Money(
            units: a.rescaled(to: scale).units + b.rescaled(to: scale).units, scale: scale,
            currency: a.currency)
    }

    public static func - (a: Money, b: Money) -> Money { a + -b }

    /// Equal value, whatever the scale.
    public func equals(_ other: Money) -> Bool {
        currency == other.currency && canonical.units == other.canonical.units
            && canonical.scale == other.canonical.scale
    }

    /// `units` × 10^`digits`. `digits` is 0...18: an Int64 amount cannot overflow an Int128 by it.
    @inlinable
    public static func raise(_ units: Int128, by digits: Int) -> Int128 {
        // What currencies differ by, without a loop.
        switch digits {
        case 0: return units
        case 1: return units * 10
        case 2: return units * 100
        case 3: return units * 1_000
        case 4: return units * 10_000
        default: break
        }
        precondition((0...maximumScale).contains(digits), "digits \(digits)")
        var factor: Int128 = 1
        for _ in 0..<digits { factor *= 10 }
        return units * factor
    }

    /// Integer units as a plain decimal with exactly `scale` digits after the point.
    public static func decimal(units: Int128, scale: Int) -> String {
        let digits = String(units.magnitude)
        let sign = units < 0 ? "-" : ""
        if scale == 0 { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        let point = padded.index(padded.endIndex, offsetBy: -scale)
        return "\(sign)\(padded[..<point]).\(padded[point...])"
    }
}
