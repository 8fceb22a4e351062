/// What somebody may do through the server. Every route needs one of these; there is no route that
/// needs none but those for signing in.
package enum Permission: String, Sendable, Hashable, CaseIterable {
    /// Statements, breaks, decisions, ledger and log, as they stand.
    case read
    /// Many rows at once: files and streams.
    case export
    case importFiles = "import"
    /// Reconcile, and take the last run back.
    case run
    /// Comments, owners and labels of breaks.
    case note
    /// Be shown what is masked of an entry, for a reason that the log keeps.
    case reveal
    /// Propose decisions, and withdraw one's own.
    case propose
    /// Agree to other people's decisions, or not.
    case approve
    case define
    /// Who looked at what.
    case audit
    /// Accounts and tokens of others.
    case administer
}
