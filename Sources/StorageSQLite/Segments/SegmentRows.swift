package import Records

/// Some rows of one segment as a table.
package struct SegmentRows: Sendable {
    package var segment: Int
    /// Ascending; row `i` of the table is the entry `rows[i]` of the segment.
    package var rows: [UInt32]
    package var table: EntryTable

    package func id(_ position: Int) -> EntryID {
        EntryID(segment: segment, row: Int(rows[position]))
    }
}
