import Crypto

/// The public half of a log's key as C2SP signed-note writes it: `name+id+base64(0x01 || key)`.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// The first four bytes of SHA-256(name, newline, type, key), big-endian.
    package let identifier: UInt32
    let publicKey: [UInt8]

    /// signed-note, "Signature types": Ed25519.
    static let ed25519: UInt8 = 0x01

    /// Nil unless the name is one and the key 32 bytes.
    package init?(name: String, publicKey: [UInt8]) {
        guard VerifierKey.isName(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
        identifier = VerifierKey.identifier(name, publicKey)
    }

    package init(_ text: String) throws(LogError) {
        func fault(_ fault: LogError.KeyFault) -> LogError {
            .key(found: LogError.found(text.utf8), fault: fault)
        }
        // Base 64 has plus signs of its own; names and ids have none.
        let parts = Array(text.utf8).split(
            separator: 0x2B, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].count == 8, let key = Base64.decode(parts[2]) else {
            throw fault(.form)
        }
        let name = String(decoding: parts[0], as: UTF8.self)
        guard VerifierKey.isName(name) else { throw fault(.name) }
        guard key.count == 33, key[0] == VerifierKey.ed25519 else { throw fault(.algorithm) }
        self.name = name
        publicKey = Array(key.dropFirst())
        identifier = VerifierKey.identifier(name, publicKey)
        guard VerifierKey.hexadecimal(identifier).utf8.elementsEqual(parts[1]) else {
            throw fault(.identifier)
        }
    }

    /// "name+id": how a signature names its key.
    package var title: String { VerifierKey.title(name, identifier) }

    package var description: String {
        title + "+" + Base64.encode([VerifierKey.ed25519] + publicKey)
    }

    func accepts(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: text)
    }

    /// signed-note: non-empty, without Unicode spaces and plus.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= TransparencyLog.keyNameLimit
            && name.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace && $0 != "\u{FFFD}"
            }
    }

    static func title(_ name: String, _ identifier: UInt32) -> String {
        name + "+" + hexadecimal(identifier)
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    private static func identifier(_ name: String, _ key: [UInt8]) -> UInt32 {
        let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, ed25519] + key)
        return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
