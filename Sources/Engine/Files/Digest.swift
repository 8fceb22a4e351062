import Crypto

/// Hashes as lower-case hexadecimal.
package enum Digest {
    package static func sha256(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    /// The signature of epay and epusdt: not a choice of ours (docs/formats).
    static func md5(_ bytes: [UInt8]) -> String { hex(Insecure.MD5.hash(data: bytes)) }

    package static func hex(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that hexadecimal digits say; white space at the end does not count.
    package static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.unicodeScalars.reversed().drop { $0.properties.isWhitespace }.reversed()
        let values = digits.map { Character($0).hexDigitValue }
        guard values.count % 2 == 0, !values.contains(nil) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { place in
            UInt8(values[place]! << 4 | values[place + 1]!)
        }
    }

    /// Equality whose time does not tell how many leading bytes agree.
    package static func equalInConstantTime(_ a: String, _ b: String) -> Bool {
        let (first, second) = (Array(a.utf8), Array(b.utf8))
        guard first.count == second.count else { return false }
        var difference: UInt8 = 0
        for index in first.indices { difference |= first[index] ^ second[index] }
        return difference == 0
    }
}
