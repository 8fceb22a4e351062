/// A table behind one reference: an `EntryTable` is some fifty arrays, and handing one out by value
/// retains them all. Whoever looks at single rows holds the box.
public final class TableBox: Sendable {
    public let table: EntryTable

    public init(_ table: EntryTable) { self.table = table }
}
