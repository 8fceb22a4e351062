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
        /// The severest first, then the oldest.
        case severity
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
    /// Only what happened at this moment or later.
    package var since: Instant?
    /// Only what happened before this moment.
    package var until: Instant?
    /// Whatever the sign, as `size(of:)` measures it.
    package var sizes: ClosedRange<Int64>?
    /// In a reference or an explanation, or what an id begins with; ASCII letters without case.
    package var words: String?
    /// Only those with an entry on the other side and none on this one.
    package var lacking: Side?
    package var order = Order.leg
    /// The whole order backwards.
    package var isDescending = false
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

    /// Millionths of the major unit, as far as 64 bits reach: amounts of whatever scale compare.
    package static func size(of amount: Money) -> Int64 {
        let units = Int128(clamping: amount.units.magnitude)
        let digits = 6 - amount.scale
        if digits < 0 { return Int64(clamping: units / Money.raise(1, by: -digits)) }
        let (scaled, isOver) = units.multipliedReportingOverflow(by: Money.raise(1, by: digits))
        return isOver ? Int64.max : Int64(clamping: scaled)
    }
}
