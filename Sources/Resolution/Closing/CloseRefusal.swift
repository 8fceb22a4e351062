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
    /// The latest statement rests on incomplete data.
    case incomplete(run: Int)
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
