package import Records

/// What adding everything up again found to be wrong.
package enum LedgerFault: Hashable, Sendable {
    /// An entry that would not be accepted today.
    case entry(EntryIdentifier, LedgerRefusal)
    /// A balance that is not the sum of its postings.
    case balance(Account, found: Money, expected: Money)
}
