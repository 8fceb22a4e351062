import Crypto
import Engine
import Records

/// Codes of the second factor (RFC 6238: SHA-1, six digits, thirty seconds), as every app shows.
enum OneTimeCode {
    static let secretLength = 20
    private static let period: Int64 = 30
    /// Steps before and after now: a clock that is half a minute off.
    private static let tolerance: Int64 = 1

    static func code(_ secret: [UInt8], step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        var value: UInt32 = 0
        for byte in mac[offset..<offset + 4] { value = value << 8 | UInt32(byte) }
        let digits = String((value & 0x7FFF_FFFF) % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    static func step(at now: Instant) -> Int64 { now.seconds / period }

    /// The step whose code this is; nil where it is none of now.
    static func step(of typed: String, _ secret: [UInt8], at now: Instant) -> Int64? {
        let digits = typed.filter { !$0.isWhitespace }
        let current = step(at: now)
        var found: Int64?
        // Every step is looked at, so that the time does not tell which.
        for step in (current - tolerance)...(current + tolerance)
        where Digest.equalInConstantTime(code(secret, step: step), digits) {
            found = step
        }
        return found
    }

    /// What an app reads from the picture.
    static func address(_ secret: [UInt8], account: String, merchant: String) -> String {
        let issuer = FormFields.encode("Matchbook " + merchant)
        return "otpauth://totp/\(issuer):\(FormFields.encode(account))?secret=\(base32(secret))"
            + "&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
    }

    /// RFC 4648, without padding.
    static func base32(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var value: UInt32 = 0
        var bits = 0
        for byte in bytes {
            value = value << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int(value >> UInt32(bits) & 31)])
            }
            value &= 0xFF
        }
        if bits > 0 { text.append(digits[Int(value << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
