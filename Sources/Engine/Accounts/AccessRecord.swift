package import Records

/// One look at money or personal data, or one change, through the server: who, what, whence.
package struct AccessRecord: Sendable, Hashable {
    package var number: Int
    package var at: Instant
    /// The account's name; empty where nobody was signed in.
    package var actor: String
    /// The operation, without what was asked for in the query.
    package var what: String
    package var address: String
    package var status: Int

    package init(
        number: Int = 0, at: Instant, actor: String, what: String, address: String, status: Int
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.what = what
        self.address = address
        self.status = status
    }
}
