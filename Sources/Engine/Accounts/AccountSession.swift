package import Records

/// One browser that is signed in. Only the hash of what it holds is kept.
package struct AccountSession: Sendable, Hashable {
    package var hash: String
    package var account: Int
    package var createdAt: Instant
    package var seenAt: Instant
    /// When the password was said last: settings ask for it again.
    package var confirmedAt: Instant

    package init(
        hash: String, account: Int, createdAt: Instant, seenAt: Instant, confirmedAt: Instant
    ) {
        self.hash = hash
        self.account = account
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.confirmedAt = confirmedAt
    }

    /// Seconds without a request after which it ends: a lunch break.
    package static let idle: Int64 = 3600
    /// Seconds after which it ends in any case: a working day.
    package static let life: Int64 = 12 * 3600
    /// Seconds for which a password that was said counts as said.
    package static let confirmation: Int64 = 300

    package func isAlive(at now: Instant) -> Bool {
        now < seenAt.advanced(bySeconds: AccountSession.idle)
            && now < createdAt.advanced(bySeconds: AccountSession.life)
    }

    package func isConfirmed(at now: Instant) -> Bool {
        now < confirmedAt.advanced(bySeconds: AccountSession.confirmation)
    }
}
