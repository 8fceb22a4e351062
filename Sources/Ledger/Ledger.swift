import Records

/// Double entry as a state machine: only balanced entries apply, and nothing is ever changed.
///
/// - `ChartOfAccounts`: which `Account`s and currencies the books have, and at which scale.
/// - `PostingRules`: what happened (`LedgerEvent`) → a `JournalEntry`.
/// - `BalancedEntry`: an entry that was checked against the chart. There is no other way in.
/// - `GeneralLedger`: applies entries once each, reverses, closes periods; `TrialBalance`, and
///   `faults()`, which adds everything up again.
/// - `BeancountJournal`, `HledgerJournal`: the same books as text for other people's programs.
///
/// A debit is positive and a credit negative. What cannot be posted is a `LedgerRefusal`.
package enum Ledger {
    /// A payout of a whole day is posted as one entry of some dozens of lines.
    package static let postingLimit = 1_000
    /// Bytes. A sentence, not a document.
    package static let memoLimit = 500
    /// A merchant has some dozens of channels, banks and shops.
    package static let accountLimit = 1_000
    /// An amount is at most 10^15 major units: 10^33 at the finest scale of 18 digits.
    static let majorDigits = 15
    /// A balance is at most 10^35, so that 1,000 accounts of one currency add up to 10^38, which
    /// fits into 128 bits (1.7 × 10^38).
    static let balanceLimit = Money.raise(Money.raise(1, by: 17), by: 18)
}
