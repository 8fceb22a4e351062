package import Records

package struct BookSettings: Sendable, Hashable {
    package var merchant: String
    package var zone: String
    package var createdAt: Instant
    /// What happened before this day is not the book's, but for the opening items that are imported
    /// as such.
    package var startsOn: Day?
    /// The key that signs the book's log, as verifiers know it.
    package var logKey: String

    package init(
        merchant: String, zone: String, createdAt: Instant, startsOn: Day? = nil, logKey: String
    ) {
        self.merchant = merchant
        self.zone = zone
        self.createdAt = createdAt
        self.startsOn = startsOn
        self.logKey = logKey
    }
}
