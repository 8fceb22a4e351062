/// Proof that an older tree is a prefix of a newer one: nothing was changed or taken away.
package struct ConsistencyProof: Hashable, Sendable {
    package let older: UInt64
    package let size: UInt64
    package let path: [TreeHash]

    package init(older: UInt64, size: UInt64, path: [TreeHash]) {
        self.older = older
        self.size = size
        self.path = path
    }

    /// RFC 9162, 2.1.4.2. A tree of no leaves is a prefix of every tree.
    package func verify(olderRoot: TreeHash, root: TreeHash) throws(LogError) {
        guard older <= size else { throw .outsideTree(index: older, size: size) }
        if older == size || older == 0 {
            guard path.isEmpty else { throw .pathLength(found: path.count, expected: 0) }
            let expected = older == 0 ? TreeHash.empty : root
            guard olderRoot == expected else {
                throw .olderRoot(found: expected, expected: olderRoot)
            }
            return
        }
        let isWhole = older & (older - 1) == 0
        let expected = ConsistencyProof.length(older, size)
        guard path.count == expected else {
            throw .pathLength(found: path.count, expected: expected)
        }
        let hashes = isWhole ? [olderRoot] + path : path
        var (first, second) = (older - 1, size - 1)
        while first & 1 == 1 { (first, second) = (first >> 1, second >> 1) }
        var (old, new) = (hashes[0], hashes[0])
        for hash in hashes.dropFirst() {
            if first & 1 == 1 || first == second {
                old = .node(hash, old)
                new = .node(hash, new)
                while first & 1 == 0, first != 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                new = .node(new, hash)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        guard old == olderRoot else { throw .olderRoot(found: old, expected: olderRoot) }
        guard new == root else { throw .root(found: new, expected: root) }
    }

    /// Hashes of a proof between two sizes, 0 < older < size: the path of the older tree's last
    /// complete subtree, and that subtree itself unless it is the older tree.
    static func length(_ older: UInt64, _ size: UInt64) -> Int {
        let level = UInt64(older.trailingZeroBitCount)
        let path = InclusionProof.length((older - 1) >> level, ((size - 1) >> level) + 1)
        return path + (older & (older - 1) == 0 ? 0 : 1)
    }
}
