package import Ledger
package import Records
package import Resolution

/// Everything that a decision, or a step of one, changes; committed at once.
package struct DecisionUnit: Sendable {
    /// A step that a decision takes, and when.
    package struct Step: Sendable, Hashable {
        package var decision: Int
        package var step: DecisionStep
        package var at: Instant

        package init(decision: Int, _ step: DecisionStep, at: Instant) {
            self.decision = decision
            self.step = step
            self.at = at
        }
    }

    /// A decision that is applied: what it does.
    package struct Application: Sendable {
        package var decision: Int
        package var effect: DecisionEffect
        /// The last run; breaks get a new version of it.
        package var run: Int
        package var versions: [BookBreak]
        package var postings: [JournalEntry]
        package var close: PeriodCloseFact?

        package init(decision: Int, effect: DecisionEffect, run: Int) {
            self.decision = decision
            self.effect = effect
            self.run = run
            versions = []
            postings = []
        }
    }

    /// A new one.
    package var proposed: StoredDecision?
    package var steps: [Step] = []
    package var applied: Application?

    package init() {}
}
