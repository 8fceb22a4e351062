package import Records

/// A break as counts and sums need it, without its words.
package struct BreakBrief: Sendable, Hashable {
    package var id: Hash128
    package var state: BookBreak.State
    package var leg: String
    package var amount: Money
    package var occurredAt: Instant?

    package init(
        id: Hash128, state: BookBreak.State, leg: String, amount: Money, occurredAt: Instant?
    ) {
        self.id = id
        self.state = state
        self.leg = leg
        self.amount = amount
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
