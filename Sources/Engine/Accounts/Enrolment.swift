package import Records

/// A link that lets one person set a password and a second factor, once. Only its hash is kept.
package struct Enrolment: Sendable, Hashable {
    package var hash: String
    /// Nil for the first account: whoever sets it up names it.
    package var name: String?
    package var role: Role
    package var until: Instant
    package var madeBy: String

    package init(hash: String, name: String?, role: Role, until: Instant, madeBy: String) {
        self.hash = hash
        self.name = name
        self.role = role
        self.until = until
        self.madeBy = madeBy
    }

    /// Seconds: long enough for a colleague to come back from a day off.
    package static let life: Int64 = 24 * 3600
}
