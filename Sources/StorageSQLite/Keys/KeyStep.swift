/// The steps of a change of the master key. Before `commit` the old one holds, from then on the new
/// one, whatever fails.
enum KeyStep: String, Sendable, CaseIterable {
    /// The key to come, durably beside the one that holds.
    case next
    /// The data keys, wrapped anew in the transaction.
    case rewrap
    case commit
    /// The new key under the name of the old one.
    case install
}
