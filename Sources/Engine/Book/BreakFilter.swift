package import Matching
package import Records

/// Which breaks are asked for, in what order, and which page of them.
package struct BreakFilter: Sendable, Hashable {
    package enum Standing: String, Sendable, CaseIterable { case open, expected, resolved, all }

    /// Whatever the order: open ones before expected ones before resolved ones, and the id last.
    package enum Order: String, Sendable, CaseIterable {
        /// By leg, then the oldest first.
        case leg
        /// What must be dealt with first; what has no due time last.
        case due
        /// The oldest first.
        case occurred
        /// The largest first, in major units of whatever currency.
        case amount
    }

    package var standing = Standing.open
    package var leg: String?
    /// In any role, as it is spelled.
    package var reference: String?
    /// None: all.
    package var classes: Set<EntryClass> = []
    /// None: all.
    package var severities: Set<Break.Severity> = []
    package var currency: Currency?
    package var owner: Owner?
    /// All of them.
    package var labels: [String] = []
    /// Only what is due at this moment or before.
    package var dueBy: Instant?
    /// Only what is due later than this.
    package var dueAfter: Instant?
    package var order = Order.leg
    /// The last break of the page before; it need not pass the filter any more.
    package var after: Hash128?
    /// A page of a queue; nobody reads more at once.
    package var limit = 100_000

    package enum Owner: Sendable, Hashable {
        case nobody
        /// As `ActorName` compares them.
        case named(String)
    }

    package init() {}
}
