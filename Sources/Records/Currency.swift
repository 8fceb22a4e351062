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
        // All of them have at most four letters, so that a code is one half of the word.
        guard packed & 0xFFFF_FFFF == 0 else { return 2 }
        switch UInt32(truncatingIfNeeded: packed >> 32) {
        // JPY KRW VND CLP ISK PYG UGX XAF XOF XPF
        case 0x4A50_5900, 0x4B52_5700, 0x564E_4400, 0x434C_5000, 0x4953_4B00, 0x5059_4700,
            0x5547_5800, 0x5841_4600, 0x584F_4600, 0x5850_4600:
            return 0
        // BHD IQD JOD KWD LYD OMR TND
        case 0x4248_4400, 0x4951_4400, 0x4A4F_4400, 0x4B57_4400, 0x4C59_4400, 0x4F4D_5200,
            0x544E_4400:
            return 3
        case 0x5553_4454, 0x5553_4443, 0x5452_5800: return 6  // USDT USDC TRX
        case 0x4254_4300: return 8  // BTC
        case 0x4554_4800, 0x424E_4200, 0x4441_4900: return 18  // ETH BNB DAI
        default: return 2
        }
    }

    /// Decimals that are always shown: the two that a reader expects, or the currency's fewer.
    public var shownDecimals: Int { min(exponent, 2) }

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
