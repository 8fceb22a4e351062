import Crypto

/// Fields that stand encrypted in the database: AES-256-GCM under a data key of the book,
/// bound to the place where they stand, so that one row's secret does not open in another row.
struct SealedField: Sendable {
    private let key: SymmetricKey

    init(key bytes: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), info: Array("matchbook fields".utf8),
            outputByteCount: 32)
    }

    /// `place` is what the field belongs to: table, column and row.
    func seal(_ bytes: [UInt8], place: String) -> [UInt8] {
        // A random nonce of 96 bits has no failure that a caller could meet.
        guard
            let box = try? AES.GCM.seal(bytes, using: key, authenticating: Array(place.utf8)),
            let whole = box.combined
        else { preconditionFailure("AES-GCM") }
        return [UInt8](whole)
    }

    /// Nil where the key is another one, or the field stood elsewhere.
    func open(_ sealed: [UInt8], place: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(place.utf8))
        else { return nil }
        return [UInt8](bytes)
    }

    /// Bytes that follow from the key and `words`.
    func derived(_ words: String, count: Int) -> [UInt8] {
        let made = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array(words.utf8), outputByteCount: count)
        return unsafe made.withUnsafeBytes { unsafe [UInt8]($0) }
    }
}
