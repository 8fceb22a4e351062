/// Hashes of complete subtrees, from wherever they are kept. Roots and proofs are made of them.
package protocol NodeSource {
    /// MTH(D[index × 2^level : (index + 1) × 2^level]); the whole range is in the tree.
    func node(level: Int, index: UInt64) throws(LogError) -> TreeHash
}

extension NodeSource {
    /// MTH(D[0:size]).
    package func root(size: UInt64) throws(LogError) -> TreeHash {
        size == 0 ? .empty : try subtree(0, size)
    }

    /// RFC 6962, 2.1.1: PATH(index, D[size]), the leaf's sibling first.
    package func inclusionProof(
        of index: UInt64, in size: UInt64
    ) throws(LogError) -> InclusionProof {
        guard index < size else { throw .outsideTree(index: index, size: size) }
        var path: [TreeHash] = []
        // From the root down; the RFC lists it from the leaf up.
        var (low, high) = (UInt64(0), size)
        while high - low > 1 {
            let middle = low + split(high - low)
            if index < middle {
                path.append(try subtree(middle, high))
                high = middle
            } else {
                path.append(try subtree(low, middle))
                low = middle
            }
        }
        return InclusionProof(index: index, size: size, path: path.reversed())
    }

    /// RFC 6962, 2.1.2: PROOF(older, D[size]). Empty for an older tree of no leaves.
    package func consistencyProof(
        from older: UInt64, to size: UInt64
    ) throws(LogError) -> ConsistencyProof {
        guard older <= size else { throw .outsideTree(index: older, size: size) }
        var path: [TreeHash] = []
        if older > 0 {
            var (low, high) = (UInt64(0), size)
            // SUBPROOF's flag: the subtree is one the verifier knows as the whole older tree.
            var isKnown = true
            while older < high {
                let middle = low + split(high - low)
                if older <= middle {
                    path.append(try subtree(middle, high))
                    high = middle
                } else {
                    path.append(try subtree(low, middle))
                    low = middle
                    isKnown = false
                }
            }
            if !isKnown { path.append(try subtree(low, high)) }
        }
        return ConsistencyProof(older: older, size: size, path: path.reversed())
    }

    /// MTH(D[low:high]) where the range is a subtree of some tree: low is a multiple of the
    /// smallest power of two that holds the range.
    private func subtree(_ low: UInt64, _ high: UInt64) throws(LogError) -> TreeHash {
        let count = high - low
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level: level, index: low >> UInt64(level))
        }
        let middle = low + split(count)
        return .node(try subtree(low, middle), try subtree(middle, high))
    }

    /// The largest power of two smaller than `count`, which is over one.
    private func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
