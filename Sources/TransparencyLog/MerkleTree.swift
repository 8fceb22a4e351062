/// An RFC 6962 tree that is no log: leaves come one by one, and only the roots of complete subtrees
/// are kept. Its root is what a leaf of a log names for many things at once (`ProofBundle.Tree`).
package struct MerkleTree: Sendable {
    private var peaks: [TreeHash] = []
    private var size = 0

    package init() {}

    package mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        var count = size
        while count & 1 == 1 {
            hash = .node(peaks.removeLast(), hash)
            count >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    package var root: TreeHash {
        guard var root = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
        return root
    }

    /// All leaves of a tree, from which paths are made.
    package struct Leaves: NodeSource {
        let hashes: [TreeHash]

        package init(_ hashes: [TreeHash]) { self.hashes = hashes }

        package func node(level: Int, index: UInt64) -> TreeHash {
            let width = 1 << level
            let start = Int(index) * width
            return .root(of: hashes[start..<start + width])
        }

        package func inclusionProof(of index: Int) throws(LogError) -> InclusionProof {
            try inclusionProof(of: UInt64(index), in: UInt64(hashes.count))
        }
    }
}
