package import Records

/// The entries of one source that take part in a leg.
package struct LegInput: Sendable {
    /// Source name as the definition or the shorthand gives it ("alipay-trade").
    package var source: String
    package let box: TableBox
    /// Rows that take part, ascending; nil = all.
    package var rows: [Int32]?

    package init(source: String, table: EntryTable, rows: [Int32]? = nil) {
        self.source = source
        box = TableBox(table)
        self.rows = rows
    }

    package var table: EntryTable { _read { yield box.table } }
    package var count: Int { rows?.count ?? box.table.count }
}
