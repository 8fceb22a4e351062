package import Matching
package import Records

/// Two entries that a run matched.
package struct MatchFact: Sendable, Hashable {
    /// Place of the leg in the run's definition.
    package var leg: UInt16
    package var left: EntryID
    package var right: EntryID
    package var entryClass: EntryClass
    package var pass: UInt8

    package init(leg: UInt16, left: EntryID, right: EntryID, entryClass: EntryClass, pass: UInt8) {
        self.leg = leg
        self.left = left
        self.right = right
        self.entryClass = entryClass
        self.pass = pass
    }

    /// Canonical bytes: what the hash of a run's matches is taken over.
    package func append(to bytes: inout [UInt8]) {
        for shift in [0, 8] { bytes.append(UInt8(truncatingIfNeeded: leg >> shift)) }
        for word in [left.rawValue, right.rawValue] {
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes.append(entryClass.rawValue)
        bytes.append(pass)
    }
}
