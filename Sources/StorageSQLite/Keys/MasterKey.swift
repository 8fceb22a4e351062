import Crypto
import Engine

/// What opens the data keys of a book. It does not stand in the book's database, and seals nothing
/// but data keys: another takes its place by wrapping them anew.
struct MasterKey: Sendable {
    static let byteCount = 32

    /// Tells master keys apart and says nothing of the key: 16 hexadecimal digits.
    let id: String
    let bytes: [UInt8]
    private let wrapping: SymmetricKey

    init(_ bytes: [UInt8]) {
        precondition(bytes.count == MasterKey.byteCount, "\(bytes.count) bytes")
        self.bytes = bytes
        let key = SymmetricKey(data: bytes)
        wrapping = MasterKey.derived(key, "matchbook data keys", count: 32)
        let id = MasterKey.derived(key, "matchbook master key id", count: 8)
        self.id = unsafe id.withUnsafeBytes { unsafe Digest.hex($0) }
    }

    static func random() -> MasterKey {
        let key = SymmetricKey(size: .bits256)
        return MasterKey(unsafe key.withUnsafeBytes { unsafe [UInt8]($0) })
    }

    private static func derived(_ key: SymmetricKey, _ words: String, count: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array(words.utf8), outputByteCount: count)
    }

    /// Bound to number and purpose: a row's key does not open in another row.
    private static func place(_ number: Int, _ purpose: KeyPurpose) -> [UInt8] {
        Array("data_key \(number) \(purpose.rawValue)".utf8)
    }

    /// AES-256-GCM: 12 bytes of nonce, 32 of the key, 16 of the tag.
    func wrap(_ key: DataKey, _ purpose: KeyPurpose) -> [UInt8] {
        // A random nonce of 96 bits has no failure that a caller could meet.
        guard
            let box = try? AES.GCM.seal(
                key.bytes, using: wrapping,
                authenticating: MasterKey.place(key.number, purpose)),
            let whole = box.combined
        else { preconditionFailure("AES-GCM") }
        return [UInt8](whole)
    }

    func unwrap(_ row: WrappedKey) throws(EngineError) -> DataKey {
        guard row.master == id, let box = try? AES.GCM.SealedBox(combined: row.wrapped),
            let bytes = try? AES.GCM.open(
                box, using: wrapping, authenticating: MasterKey.place(row.number, row.purpose)),
            bytes.count == 32
        else {
            throw .book(
                .masterKey(place: "data_key \(row.number)", found: id, expected: row.master))
        }
        return DataKey(number: row.number, key: SymmetricKey(data: bytes))
    }
}
