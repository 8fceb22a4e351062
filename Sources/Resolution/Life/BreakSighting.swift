package import Matching
package import Records

/// A break as a run saw it.
package struct BreakSighting: Hashable, Sendable {
    package var leg: String
    package var entryClass: EntryClass
    /// The primary finding.
    package var finding: Finding?
    package var severity: Break.Severity
    package var amount: Money
    /// The day from which its age is counted: of the entry, or when it was due.
    package var since: Day

    package init(
        leg: String, entryClass: EntryClass, finding: Finding?, severity: Break.Severity,
        amount: Money, since: Day
    ) {
        self.leg = leg
        self.entryClass = entryClass
        self.finding = finding
        self.severity = severity
        self.amount = amount
        self.since = since
    }

    /// `day`: where the entry has no time.
    package init(_ found: Break, leg: String, otherwise day: Day) {
        self.init(
            leg: leg, entryClass: found.entryClass, finding: found.findings.primary,
            severity: found.severity, amount: found.amount, since: found.breakOn ?? day)
    }
}
