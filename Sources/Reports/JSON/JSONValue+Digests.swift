extension JSONValue {
    /// What a file's bytes are known by starts with this where it is a fingerprint of a large file
    /// and not its SHA-256 (docs/reconciliation.md §6).
    package static let fingerprintPrefix = "mb128:"

    static func sha256(_ hash: String) -> JSONValue {
        hash.hasPrefix(fingerprintPrefix) ? .null : .string(hash)
    }

    static func fingerprint(_ hash: String) -> JSONValue {
        hash.hasPrefix(fingerprintPrefix) ? .string(hash) : .null
    }
}
