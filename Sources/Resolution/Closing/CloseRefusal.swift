package import Ledger
package import Records

/// Why a period cannot be closed; each says what was found.
package enum CloseRefusal: Hashable, Sendable {
    /// The day is not over.
    case notOver(Day, today: Day)
    /// That period is closed already.
    case closedBefore(Day, through: Day)
    /// No run has come that far; nil: none at all.
    case notRun(Day, through: Day?)
    /// The statement of a run that took entries of the period does not add up.
    case incomplete(run: Int)
    /// Days of the period that no statement of a source covers.
    case missing(String, from: Day, through: Day)
    /// Orders of the period whose channel has no file.
    case unsourced(Int)
    /// Entries that a decision gave back, and no run has looked at.
    case returned(Int)
    /// Statement files were imported that no run has taken.
    case notTaken(Int)
    /// Breaks of the period that nobody has explained: how many, and the first by id.
    case unexplained(Int, first: Hash128)
    /// A break that is to be carried over is unknown, resolved or of a later day.
    case notCarried(Hash128)
    /// Decisions that wait for a second person.
    case waiting([Int])
    /// Debits and credits do not balance, or an entry does not hold.
    case books(faults: Int)
    /// A clearing account is not what its channel says, less what is open.
    case clearing(AccountLabel, residual: Money)
}
