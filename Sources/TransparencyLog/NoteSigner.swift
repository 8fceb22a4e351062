import Crypto

/// The private half of a log's key. It signs notes and does not print itself.
package struct NoteSigner: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package let key: VerifierKey
    private let seed: [UInt8]

    /// `seed` is the 32-byte private key of RFC 8032; making one is the caller's business. Nil for
    /// another length, or a name that is none.
    package init?(name: String, seed: [UInt8]) {
        guard seed.count == 32,
            let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let key = VerifierKey(name: name, publicKey: Array(secret.publicKey.rawRepresentation))
        else { return nil }
        self.key = key
        self.seed = seed
    }

    /// The text, a blank line and one signature. Ed25519 gives equal notes for equal texts.
    package func sign(_ text: [UInt8]) throws(LogError) -> SignedNote {
        // The bytes were a key when the signer was made; the library fails for other lengths only.
        guard let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? secret.signature(for: text)
        else { preconditionFailure("a key of \(seed.count) bytes") }
        var note = text
        note.append(0x0A)
        note.append(contentsOf: SignedNote.signatureMark)
        note.append(contentsOf: key.name.utf8)
        note.append(0x20)
        let identifier = (0..<4).map { UInt8(truncatingIfNeeded: key.identifier >> (24 - 8 * $0)) }
        note.append(contentsOf: Base64.encode(identifier + Array(signature)).utf8)
        note.append(0x0A)
        return try SignedNote(note)
    }

    package func sign(_ checkpoint: Checkpoint) throws(LogError) -> SignedNote {
        try sign(Array(checkpoint.text.utf8))
    }

    package var description: String { "\(key.title) (private key)" }
    package var debugDescription: String { description }
}
