/// What a data key seals.
package enum KeyPurpose: String, Sendable, CaseIterable {
    /// Raw files, attachments, and the texts of segments.
    case book
    /// Secrets of accounts and webhooks in `server.db`.
    case server
}
