package import Records

package struct BookSettings: Sendable, Hashable {
    package var merchant: String
    package var zone: String
    package var createdAt: Instant
    /// The key that signs the book's log, as verifiers know it.
    package var logKey: String

    package init(merchant: String, zone: String, createdAt: Instant, logKey: String) {
        self.merchant = merchant
        self.zone = zone
        self.createdAt = createdAt
        self.logKey = logKey
    }
}
