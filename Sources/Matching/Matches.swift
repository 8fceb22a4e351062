package import Records

/// Matches as columns. One to one: `members` is empty for that match; a split lists all its
/// members.
package struct Matches: Sendable {
    package var left: [Int32] = []
    package var right: [Int32] = []
    package var pass: [UInt8] = []
    package var entryClass: [EntryClass] = []
    package var findings: [Findings] = []
    /// Link index that joined the two, −1.
    package var link: [Int32] = []
    /// Matches with more than one entry on a side: match index → members.
    package var members: [Int: [Member]] = [:]

    package struct Member: Sendable, Hashable {
        package var side: Side
        package var index: Int32
        package var applied: Money
        package init(side: Side, index: Int32, applied: Money) {
            self.side = side
            self.index = index
            self.applied = applied
        }
    }

    package init() {}
    package var count: Int { left.count }
}
