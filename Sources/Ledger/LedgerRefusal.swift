package import Records

/// Why an entry is not posted: what was found, what was expected. Nothing has changed then.
package enum LedgerRefusal: Error, Hashable, Sendable {
    /// The sums that are left, per currency, alphabetically; all should be zero.
    case unbalanced(EntryIdentifier, left: [Money])
    /// Fewer than two lines, or more than the limit.
    case postings(EntryIdentifier, found: Int, limit: Int)
    case zeroPosting(EntryIdentifier, Account)
    case unknownAccount(EntryIdentifier, Account)
    case unknownCurrency(EntryIdentifier, Currency)
    /// An amount with more digits than the books have for its currency.
    case tooFine(EntryIdentifier, Money, scale: Int)
    /// An amount over 10^15 major units.
    case tooLarge(EntryIdentifier, Money)
    /// A balance would be beyond `Ledger.balanceLimit`.
    case overflow(EntryIdentifier, Account, Currency)
    /// The memo is too long or has a control character.
    case memo(EntryIdentifier, bytes: Int, limit: Int)
    /// The id was posted before, with another content.
    case otherContent(EntryIdentifier)
    case periodClosed(EntryIdentifier, day: Day, through: Day)
    /// A period is closed once and stays closed.
    case closedBefore(day: Day, through: Day)
    case unknownEntry(EntryIdentifier)
    case alreadyReversed(EntryIdentifier, by: EntryIdentifier)
    /// What was taken back is posted again under a new id, not by taking back the reversal.
    case reversesReversal(EntryIdentifier)
    /// An entry that says it reverses another and is not that one's opposite.
    case notTheOpposite(EntryIdentifier, of: EntryIdentifier)
    /// An event's amount is not above zero (or not zero or above, for fees).
    case notPositive(EntryIdentifier, Money)
    /// Amounts of an event are in currencies that cannot go together.
    case currencies(EntryIdentifier, Currency, Currency)
    /// An account that holds no money cannot be exchanged or opened.
    case noHolding(EntryIdentifier, Account)
    /// An event whose amounts are all zero.
    case nothingToPost(EntryIdentifier)
}
