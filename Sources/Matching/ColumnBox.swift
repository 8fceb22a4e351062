/// The columns of a side behind one reference: they are some twenty arrays, and whoever compares
/// single entries holds the box.
final class ColumnBox: Sendable {
    let columns: SideColumns

    init(_ columns: consuming SideColumns) { self.columns = columns }
}
