package import Records

/// The entries of one source that take part in a leg.
package struct LegInput: Sendable {
    /// Source name as the definition or the shorthand gives it ("alipay-trade").
    package var source: String
    package let box: TableBox
    /// Rows that take part, ascending; nil = all.
    package var rows: [Int32]?
    package let standing: Standing
    /// Recalled: for each row that takes part the number of the match it stood in, the same for all
    /// members of that match on both sides and in all inputs of the leg; −1: it was ignored, or a
    /// row of fees that no match lists. Empty for the others.
    package let stood: [Int32]

    package init(
        source: String, table: EntryTable, rows: [Int32]? = nil, standing: Standing = .new,
        stood: [Int32] = []
    ) {
        self.source = source
        box = TableBox(table)
        self.rows = rows
        self.standing = standing
        self.stood = stood
        precondition(
            stood.count == (standing == .recalled ? rows?.count ?? table.count : 0),
            "\(source): \(stood.count) places in matches for \(standing) rows")
    }

    package var table: EntryTable { _read { yield box.table } }
    package var count: Int { rows?.count ?? box.table.count }
}
