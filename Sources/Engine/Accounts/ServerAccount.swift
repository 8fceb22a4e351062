package import Records

/// Somebody who may use the server. Facts of the book bear the account's name.
package struct ServerAccount: Sendable, Hashable {
    package var number: Int
    package var name: String
    /// What names are told apart by (`ActorName.key`).
    package var key: String
    package var role: Role
    /// Argon2id in its own notation; empty where nobody signs in.
    package var password: String
    /// The secret of the second factor, sealed.
    package var secondFactor: [UInt8]
    package var createdAt: Instant
    package var disabledAt: Instant?

    package init(
        number: Int = 0, name: String, key: String, role: Role, password: String = "",
        secondFactor: [UInt8] = [], createdAt: Instant, disabledAt: Instant? = nil
    ) {
        self.number = number
        self.name = name
        self.key = key
        self.role = role
        self.password = password
        self.secondFactor = secondFactor
        self.createdAt = createdAt
        self.disabledAt = disabledAt
    }

    package var isEnabled: Bool { disabledAt == nil }

    /// The owner of an invented month, who comes in by links alone. With a password it is an
    /// account like any other.
    package var isDemo: Bool { key == ServerAccount.demo && role == .owner && password.isEmpty }

    /// Name and key.
    package static let demo = "demo"
}
