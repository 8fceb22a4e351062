import Crypto

/// A key that a book's texts are sealed under. It stands in the database, wrapped by the master
/// key, and is never changed: what it sealed stays readable whatever the master key is.
struct DataKey: Sendable {
    /// What a sealed file names it by.
    let number: Int
    let key: SymmetricKey

    /// 32 bytes that follow from the key, for one purpose alone.
    func derived(_ words: String, salt: [UInt8] = []) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: salt, info: Array(words.utf8), outputByteCount: 32)
    }

    static func random(number: Int) -> DataKey {
        DataKey(number: number, key: SymmetricKey(size: .bits256))
    }

    /// The key itself: for what is handed on to another room.
    var bytes: [UInt8] { unsafe key.withUnsafeBytes { unsafe [UInt8]($0) } }
}
