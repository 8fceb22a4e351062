/// What is changed of an account; nil: stays as it is.
package struct AccountChange: Sendable, Hashable {
    package var role: Role?
    package var isEnabled: Bool?
    /// Refused where no enabled owner would be left: nobody else could make another.
    package var keepsAnOwner: Bool

    package init(role: Role? = nil, isEnabled: Bool? = nil, keepsAnOwner: Bool) {
        self.role = role
        self.isEnabled = isEnabled
        self.keepsAnOwner = keepsAnOwner
    }

    package enum Outcome: Sendable {
        case changed(ServerAccount)
        /// Nothing was changed.
        case lastOwner
    }
}
