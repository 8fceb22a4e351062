package import Records

/// An open difference 差错.
package struct Break: Sendable, Hashable {
    /// Stable over days: definition + leg + identity of the anchor entry + currency.
    package var id: Hash128
    package var entryClass: EntryClass
    package var findings: Findings
    package var severity: Severity
    /// right − left, an absent or unpaid side counting zero; actual − expected for a fee.
    package var amount: Money
    package var left: Int32 = -1
    package var right: Int32 = -1
    package var link: Int32 = -1
    package var leftAmount: Money?
    package var rightAmount: Money?
    package var expectedFee: Money?
    package var actualFee: Money?
    /// The rate the expected fee rests on, in millionths; −1 = none.
    package var feeRateMillionths: Int64 = -1
    package var occurredAt: Instant?
    package var breakOn: Day?
    /// Whole days from the entry to the end of the period.
    package var ageDays = 0
    /// The entry of the other side that came closest, −1; with the rivals of an ambiguous one.
    package var nearest: Int32 = -1
    package var candidates: [Int32] = []

    package enum Severity: UInt8, Sendable, Comparable {
        case low, medium, high, critical
        package var name: String { String(describing: self) }
        package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    package init(
        id: Hash128, entryClass: EntryClass, findings: Findings, severity: Severity, amount: Money
    ) {
        self.id = id
        self.entryClass = entryClass
        self.findings = findings
        self.severity = severity
        self.amount = amount
    }
}
