package import Records

/// A link that counts once: with it a person sets a password and a second factor, or comes into the
/// demonstration. Only its hash is kept.
package struct Enrolment: Sendable, Hashable {
    package var hash: String
    /// Nil for the first account: whoever sets it up names it.
    package var name: String?
    package var role: Role
    package var until: Instant
    package var madeBy: String
    package var use: Use

    package enum Use: String, Sendable, Hashable {
        case setUp = "set_up"
        /// Signs in to the demonstration's account, which has no password.
        case signIn = "sign_in"
    }

    package init(
        hash: String, name: String?, role: Role, until: Instant, madeBy: String, use: Use = .setUp
    ) {
        self.hash = hash
        self.name = name
        self.role = role
        self.until = until
        self.madeBy = madeBy
        self.use = use
    }

    /// Seconds: long enough for a colleague to come back from a day off.
    package static let life: Int64 = 24 * 3600
}
