import CArgon2

/// Argon2id in its own notation, `$argon2id$v=19$m=65536,t=3,p=1$…`.
enum PasswordHash {
    /// 64 MiB and three passes: half a second of one core here (OWASP asks for 19 MiB and two).
    private static let memoryKiB: UInt32 = 64 << 10
    private static let passes: UInt32 = 3
    private static let hashLength = 32
    private static let saltLength = 16
    /// Characters of the notation with these figures, and room.
    private static let textLimit = 256

    static func of(_ password: String) -> String {
        let words = Array(password.utf8)
        let salt = Secrets.bytes(saltLength)
        var text = [CChar](repeating: 0, count: textLimit)
        let status = unsafe argon2id_hash_encoded(
            passes, memoryKiB, 1, words, words.count, salt, salt.count, hashLength, &text,
            text.count)
        // Out of memory: there is nothing to answer with.
        precondition(status == ARGON2_OK.rawValue, "argon2 \(status)")
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func matches(_ password: String, _ encoded: String) -> Bool {
        let words = Array(password.utf8)
        return unsafe argon2id_verify(encoded, words, words.count) == ARGON2_OK.rawValue
    }
}
