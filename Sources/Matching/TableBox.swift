import Records

/// A table behind one reference: an `EntryTable` is some fifty arrays, and handing one out by value
/// would retain them all.
final class TableBox: Sendable {
    let table: EntryTable
    init(_ table: EntryTable) { self.table = table }
}
