/// How the entries of an input come to a run.
package enum Standing: UInt8, Sendable, CaseIterable {
    /// For the first time.
    case new
    /// Carried over by the run before: what opens the statement.
    case opening
    /// Matched or ignored by a run before, and looked at again because something new bears its key.
    /// What ends as it stood is no part of this run.
    case recalled
}
