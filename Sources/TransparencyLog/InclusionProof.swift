/// Proof that a leaf stands at an index of a tree.
package struct InclusionProof: Hashable, Sendable {
    package let index: UInt64
    package let size: UInt64
    /// The leaf's sibling first, the root's child last.
    package let path: [TreeHash]

    package init(index: UInt64, size: UInt64, path: [TreeHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// RFC 9162, 2.1.3.2.
    package func verify(_ leaf: TreeHash, root: TreeHash) throws(LogError) {
        guard index < size else { throw .outsideTree(index: index, size: size) }
        let expected = InclusionProof.length(index, size)
        guard path.count == expected else {
            throw .pathLength(found: path.count, expected: expected)
        }
        var (first, second) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            if first & 1 == 1 || first == second {
                hash = .node(sibling, hash)
                while first & 1 == 0, first != 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                hash = .node(hash, sibling)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        guard hash == root else { throw .root(found: hash, expected: root) }
    }

    /// Hashes in the path of a leaf: one per level below which index and last leaf part, and one
    /// per left sibling above.
    static func length(_ index: UInt64, _ size: UInt64) -> Int {
        let parting = 64 - (index ^ (size - 1)).leadingZeroBitCount
        return parting + (index >> UInt64(parting)).nonzeroBitCount
    }
}
