package import Matching
package import Records
package import TransparencyLog

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

    /// Canonical text, as a person can read it: what a match's leaf is the hash of. A pass that the
    /// leg does not have has no line.
    package func leaf(_ legs: [RunLeg]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(112)
        let leg = Int(leg) < legs.count ? legs[Int(leg)] : RunLeg(name: "", passes: [])
        bytes += "matchbook match 1\nleg ".utf8
        bytes += leg.name.utf8
        bytes += "\nleft ".utf8
        MatchFact.append(left, to: &bytes)
        bytes += "\nright ".utf8
        MatchFact.append(right, to: &bytes)
        bytes += "\nclass ".utf8
        bytes += entryClass.name.utf8
        if Int(pass) < leg.passes.count {
            bytes += "\npass ".utf8
            bytes += leg.passes[Int(pass)].utf8
        }
        bytes.append(0x0A)
        return bytes
    }

    private static func append(_ entry: EntryID, to bytes: inout [UInt8]) {
        append(entry.segment, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append(entry.row, to: &bytes)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    package static func leafHashes(_ matches: [MatchFact], _ legs: [RunLeg]) -> [TreeHash] {
        matches.map { .leaf($0.leaf(legs)) }
    }

    /// RFC 6962 root over the leaves of a run's matches, hexadecimal.
    package static func root(of matches: [MatchFact], _ legs: [RunLeg]) -> String {
        var tree = MerkleTree()
        for match in matches { tree.append(.leaf(match.leaf(legs))) }
        return Digest.hex(tree.root.bytes)
    }
}
