package import Ledger
package import Records

/// An event that is to be posted, or its opposite.
package struct EffectPosting: Hashable, Sendable {
    package var event: LedgerEvent
    /// The event did not happen after all; what it had moved was posted in a sum with others, so
    /// that there is no entry to be reversed.
    package var isOpposite: Bool

    package init(_ event: LedgerEvent, isOpposite: Bool = false) {
        self.event = event
        self.isOpposite = isOpposite
    }

    package func entry(
        _ name: EntryIdentifier, on day: Day, memo: String = ""
    ) throws(LedgerRefusal) -> JournalEntry {
        let entry = try PostingRules.entry(for: event, name, on: day, memo: memo)
        guard isOpposite else { return entry }
        return JournalEntry(
            name, on: day, entry.kind, memo: memo,
            entry.postings.map { Posting($0.account, -$0.amount) })
    }
}
