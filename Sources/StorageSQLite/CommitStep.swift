/// The steps of a unit of work. Until `commit` has persisted, nothing has happened; from then on,
/// everything has, whatever fails afterwards.
enum CommitStep: String, Sendable, CaseIterable {
    /// The raw bytes of a file, durably under their hash.
    case raw
    /// The entries of a statement.
    case entries
    /// The matches of a run.
    case matches
    /// Rows of facts in the transaction.
    case facts
    /// Leaves in the transaction.
    case leaves
    case commit
    /// Tiles and checkpoint.
    case publish

    enum Moment: Sendable, CaseIterable {
        /// The step fails.
        case before
        /// The step is done, but fails to say so.
        case after
    }
}
