/// A currency or token by its code ("CNY", "USDT"): up to eight ASCII capitals or digits, in one
/// word.
public struct Currency: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code's bytes, first letter in the highest byte, zero padded: order is alphabetical.
    public let packed: UInt64

    public static let cny = Currency("CNY")!
    public static let usdt = Currency("USDT")!

    /// Fails for an empty code, one over eight bytes, or one with other than A–Z, a–z, 0–9.
    public init?(_ code: some StringProtocol) {
        var packed: UInt64 = 0
        var count = 0
        for byte in code.utf8 {
            guard count < 8, let upper = Currency.uppercased(byte) else { return nil }
            packed = packed << 8 | UInt64(upper)
            count += 1
        }
        guard count > 0 else { return nil }
        self.packed = packed << UInt64(8 * (8 - count))
    }

    @inlinable
    static func uppercased(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A, 0x30...0x39: byte
        case 0x61...0x7A: byte - 0x20
        default: nil
        }
    }

    /// Decimal digits of the minor unit (ISO 4217 column "Minor unit"; tokens: their contract's
    /// decimals).
    public var exponent: Int {
        switch description {
        case "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "USDT", "USDC", "TRX": 6
        case "BTC": 8
        case "ETH", "BNB", "DAI": 18
        default: 2
        }
    }

    public var description: String {
        var code = ""
        var shift: UInt64 = 56
        while true {
            let byte = UInt8(truncatingIfNeeded: packed >> shift)
            if byte == 0 { break }
            code.unicodeScalars.append(Unicode.Scalar(byte))
            if shift == 0 { break }
            shift -= 8
        }
        return code
    }

    public static func < (a: Currency, b: Currency) -> Bool { a.packed < b.packed }
}
