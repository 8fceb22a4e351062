import Crypto
import Engine

/// Random words that are handed out once and known by their hash afterwards.
enum Secrets {
    /// Bytes of links, sessions and tokens: nobody guesses 256 bits.
    private static let length = 32

    static func bytes(_ count: Int) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// 43 characters that may stand in an address, a cookie and a header.
    static func word() -> String { base64URL(bytes(length)) }

    static func hash(_ word: String) -> String { Digest.sha256(Array(word.utf8)) }

    /// What a form of this session says back: it follows from the session and cannot be turned back
    /// into it.
    static func formToken(session word: String) -> String {
        String(hash("form " + word).prefix(32))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value: UInt32 = 0
            for byte in group { value = value << 8 | UInt32(byte) }
            value <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count {
                text.append(digits[Int(value >> UInt32(18 - 6 * place) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
