/// Something in a book that is not as it must be: what part, where, what was found and what was
/// expected.
package struct BookFinding: Sendable, Hashable {
    package enum Part: String, Sendable, CaseIterable {
        /// The database file itself.
        case database
        /// A row that says otherwise than its leaf in the log, or has none.
        case fact
        /// The master key, without which sealed texts cannot be looked at.
        case key
        /// The kept bytes of an imported file.
        case rawFile = "raw_file"
        /// A segment of entries or matches.
        case segment
        /// Tiles, bundles or checkpoint of the published log.
        case log
        /// A statement whose identity does not close, or that does not begin where the one before
        /// it ended.
        case statement
        /// Open items other than those the run left.
        case openItems = "open_items"
        /// Versions of breaks other than those the run made.
        case breaks
        /// A journal entry, or a balance.
        case ledger
    }

    package var part: Part
    package var place: String
    package var found: String
    package var expected: String

    package init(_ part: Part, _ place: String, found: String, expected: String) {
        self.part = part
        self.place = place
        self.found = found
        self.expected = expected
    }
}
