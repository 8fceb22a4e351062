package import Records

/// Printed words → status.
package struct StatusRule: Sendable, Hashable {
    package var columns: [String] = []
    /// Printed word (compared without case) → status. "" is a word too.
    package var map: [String: EntryStatus] = [:]
    /// For words not in the map; nil = an unknown word is a problem.
    package var otherwise: EntryStatus? = .succeeded
    package init() {}
}
