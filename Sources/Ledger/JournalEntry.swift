package import Records

/// Something that is to be posted. Nothing of it has been checked.
package struct JournalEntry: Hashable, Sendable {
    /// What it stands for; the raw value is its word on the wire.
    package enum Kind: String, Sendable, CaseIterable {
        case opening, payment, refund, fee, payout, adjustment, suspense, release
        case writeOff = "write_off"
        case exchange, reversal
    }

    package let identifier: EntryIdentifier
    /// The day it counts for.
    package let day: Day
    package let kind: Kind
    /// At most `Ledger.memoLimit` bytes, without control characters.
    package let memo: String
    package let postings: [Posting]
    /// The entry that this one takes back.
    package let reverses: EntryIdentifier?

    package init(
        _ identifier: EntryIdentifier, on day: Day, _ kind: Kind, memo: String = "",
        _ postings: [Posting], reverses: EntryIdentifier? = nil
    ) {
        self.identifier = identifier
        self.day = day
        self.kind = kind
        self.memo = memo
        self.postings = postings
        self.reverses = reverses
    }
}
