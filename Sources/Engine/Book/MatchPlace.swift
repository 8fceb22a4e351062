package import Records

/// A match of a run, by its left entry and its right one.
package struct MatchPlace: Sendable, Hashable {
    package var run: Int
    package var left: EntryID
    package var right: EntryID

    package init(run: Int, left: EntryID, right: EntryID) {
        self.run = run
        self.left = left
        self.right = right
    }
}
