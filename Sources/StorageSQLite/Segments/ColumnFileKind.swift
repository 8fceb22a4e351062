/// What a column file holds; the raw value stands in its header.
package enum ColumnFileKind: UInt16, Sendable {
    /// The entries of one statement.
    case entries = 1
    /// The matches of one run.
    case matches = 2
    /// Hashes of identities → entries.
    case identities = 3
    /// Hashes of references → entries.
    case references = 4

    func columnName(_ id: UInt16) -> String {
        switch self {
        case .entries: EntryColumn(rawValue: id)?.name ?? "\(id)"
        case .matches, .identities, .references: "\(id)"
        }
    }
}
