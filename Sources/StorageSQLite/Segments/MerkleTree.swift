import TransparencyLog

/// The tree over a segment's entries (RFC 6962). Leaves come one by one; only the roots of complete
/// subtrees are kept.
struct MerkleTree {
    private var peaks: [TreeHash] = []
    private var size = 0

    mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        var count = size
        while count & 1 == 1 {
            hash = .node(peaks.removeLast(), hash)
            count >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    var root: TreeHash {
        guard var root = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
        return root
    }

    /// All leaves of a segment, from which paths are made.
    struct Leaves: NodeSource {
        let hashes: [TreeHash]

        func node(level: Int, index: UInt64) -> TreeHash {
            let width = 1 << level
            let start = Int(index) * width
            return .root(of: hashes[start..<start + width])
        }
    }
}
