package import Records

/// What a program shows instead of a password. Only its hash is kept.
package struct AccessToken: Sendable, Hashable {
    package var number: Int
    package var hash: String
    package var account: Int
    package var label: String
    /// Never more than the account's role has.
    package var scopes: Set<Permission>
    package var createdAt: Instant
    package var expiresAt: Instant
    package var revokedAt: Instant?
    package var usedAt: Instant?

    package init(
        number: Int = 0, hash: String, account: Int, label: String, scopes: Set<Permission>,
        createdAt: Instant, expiresAt: Instant, revokedAt: Instant? = nil, usedAt: Instant? = nil
    ) {
        self.number = number
        self.hash = hash
        self.account = account
        self.label = label
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.usedAt = usedAt
    }

    /// Days at most: whoever uses it longer makes a new one.
    package static let longestLifeDays = 365
    /// Bytes of a label.
    package static let labelLimit = 100

    package func isAlive(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
