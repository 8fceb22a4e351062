/// A queue of breaks that a person gave a name.
package struct SavedView: Sendable, Hashable {
    package var name: String
    /// Of the queue's address: "?leg=…", or empty.
    package var query: String

    /// Characters of a name that a tab can show.
    package static let nameLimit = 40
    /// As many as a person tells apart.
    package static let limit = 24
    /// Every filter at once fits; an address is no place for more.
    private static let queryLimit = 1_000

    /// Nil without a name, or with one or a query that is too long.
    package init?(name: String, query: String) {
        guard (1...SavedView.nameLimit).contains(name.count),
            query.utf8.count <= SavedView.queryLimit,
            name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return nil }
        self.name = name
        self.query = query
    }
}
