/// The columns of a matches segment by their number on disk (docs/formats/segments.md).
enum MatchColumn: UInt16, CaseIterable {
    case leg = 1, left, right, entryClass, pass
    /// Rows in the order of their left, and of their right entries; left out where rows are so.
    case byLeft = 10, byRight
    /// The lowest and highest entry of each side: a run is passed over without a search.
    case firstLeft = 20, lastLeft, firstRight, lastRight

    var name: String { String(describing: self) }
}
