package import Records

package struct StatusEquivalence: Sendable, Hashable {
    package var left: EntryStatus
    package var right: EntryStatus
    package init(left: EntryStatus, right: EntryStatus) {
        self.left = left
        self.right = right
    }
}
