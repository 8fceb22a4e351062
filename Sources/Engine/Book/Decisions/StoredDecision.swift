import Matching
package import Records
package import Resolution

/// A decision as a book keeps it: what was decided, how far it has come, and what it did.
package struct StoredDecision: Sendable, Hashable {
    package var decision: Decision
    package var course: DecisionCourse
    /// Per break what it moves, as it was proposed; for the limits of one person.
    package var amounts: [Money]
    /// What it did; nil until it is applied.
    package var effect: DecisionEffect?
    /// Canonical bytes of the effect.
    package var effectBytes: [UInt8]?
    /// The last run when it was applied.
    package var run: Int?
    /// When it was applied.
    package var appliedAt: Instant?

    package init(
        decision: Decision, course: DecisionCourse, amounts: [Money]
    ) {
        self.decision = decision
        self.course = course
        self.amounts = amounts
    }

    package var number: Int { decision.number }

    /// Above this a person must agree, in the words of the table: "alone", "two".
    package static func word(_ approval: Approval) -> String {
        approval == .makerAlone ? "alone" : "two"
    }

    package static func approval(_ word: String) -> Approval? {
        switch word {
        case "alone": .makerAlone
        case "two": .always
        default: nil
        }
    }
}
