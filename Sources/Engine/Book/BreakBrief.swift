package import Matching
package import Records

/// A break as queues and sums need it: what is compared, counted and added, without its words.
package struct BreakBrief: Sendable, Hashable {
    package var id: Hash128
    package var state: BookBreak.State
    package var leg: String
    package var entryClass: EntryClass
    package var severity: Break.Severity
    package var amount: Money
    /// What its entry says, the left one before the right one; else `amount`.
    package var own: Money
    package var hasLeft: Bool
    package var hasRight: Bool
    package var occurredAt: Instant?

    package init(_ found: BookBreak) {
        self.init(
            id: found.id, state: found.state, leg: found.leg, entryClass: found.entryClass,
            severity: found.severity, amount: found.amount,
            own: found.leftAmount ?? found.rightAmount ?? found.amount,
            hasLeft: found.left != nil, hasRight: found.right != nil, occurredAt: found.occurredAt)
    }

    package init(
        id: Hash128, state: BookBreak.State, leg: String, entryClass: EntryClass,
        severity: Break.Severity, amount: Money, own: Money, hasLeft: Bool, hasRight: Bool,
        occurredAt: Instant?
    ) {
        self.id = id
        self.state = state
        self.leg = leg
        self.entryClass = entryClass
        self.severity = severity
        self.amount = amount
        self.own = own
        self.hasLeft = hasLeft
        self.hasRight = hasRight
        self.occurredAt = occurredAt
    }

    /// What is open or not due yet, or what became of breaks since a place.
    package struct Changes: Sendable {
        package var briefs: [BreakBrief]
        package var place: BookChanges.Place
        /// All that is not resolved; else what changed, resolved ones too.
        package var isWhole: Bool

        package init(briefs: [BreakBrief], place: BookChanges.Place, isWhole: Bool) {
            self.briefs = briefs
            self.place = place
            self.isWhole = isWhole
        }
    }
}
