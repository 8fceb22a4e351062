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

    mutating func reserve(_ count: Int) {
        left.reserveCapacity(count)
        right.reserveCapacity(count)
        pass.reserveCapacity(count)
        entryClass.reserveCapacity(count)
        findings.reserveCapacity(count)
        link.reserveCapacity(count)
    }

    mutating func append(
        left: Int32, right: Int32, pass: UInt8, _ entryClass: EntryClass, _ findings: Findings,
        link: Int32
    ) {
        self.left.append(left)
        self.right.append(right)
        self.pass.append(pass)
        self.entryClass.append(entryClass)
        self.findings.append(findings)
        self.link.append(link)
    }
}
