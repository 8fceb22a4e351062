/// What a column file holds; the raw value stands in its header.
package enum ColumnFileKind: UInt16, Sendable {
    /// The entries of one statement.
    case entries = 1
    /// The matches of one run.
    case matches = 2
    /// Hashes of identities and references → entries. 3 was one without the keys of payouts; it is
    /// made again.
    case index = 4

    func columnName(_ id: UInt16) -> String {
        switch self {
        case .entries: EntryColumn(rawValue: id)?.name ?? "\(id)"
        case .matches: MatchColumn(rawValue: id)?.name ?? "\(id)"
        case .index: IndexColumn(rawValue: id)?.name ?? "\(id)"
        }
    }
}
