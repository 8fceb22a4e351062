import Engine
import Records
package import TransparencyLog

extension EntriesSegment {
    /// Rows that are turned back at a time where all of them are hashed: their tables stay within a
    /// few megabytes whatever the segment holds.
    private static let chunkRows = 4096

    /// The canonical bytes of an entry: what its leaf is the hash of.
    package func leaf(_ row: Int) throws(SegmentFault) -> [UInt8] {
        let table = try table(rows: [UInt32(row)])
        var leaf = EntryLeaf(table)
        return leaf.bytes(
            table, 0, EntryTexts(table), occurrence: UInt32(occurrence(row)))
    }

    /// That the entries of `rows` are in the segment: paths to its root, in the order of `rows`.
    /// Every entry is hashed for it once.
    package func inclusionProofs(_ rows: [Int]) throws(SegmentFault) -> [InclusionProof] {
        let leaves = MerkleTree.Leaves(try leafHashes())
        var proofs: [InclusionProof] = []
        for row in rows {
            do throws(LogError) {
                proofs.append(try leaves.inclusionProof(of: row))
            } catch {
                throw .row(file: file.path.shown, found: row, count: count)
            }
        }
        return proofs
    }

    func leafHashes() throws(SegmentFault) -> [TreeHash] {
        var hashes: [TreeHash] = []
        hashes.reserveCapacity(count)
        try forEachChunk { table, texts, start in
            var leaf = EntryLeaf(table)
            for row in 0..<table.count {
                hashes.append(
                    leaf.hash(
                        table, row, texts, occurrence: UInt32(occurrence(start + row))))
            }
        }
        return hashes
    }

    /// What the entries are found by, for an index that is made again: it needs no sealed text.
    func keys() throws(SegmentFault) -> EntryKeys {
        var keys = EntryKeys()
        try forEachChunk(masked: true) { table, texts, start in
            keys.append(table, texts, segment: number, first: start)
        }
        return keys
    }

    private func forEachChunk(
        masked: Bool = false, _ body: (EntryTable, EntryTexts, _ start: Int) -> Void
    ) throws(SegmentFault) {
        var start = 0
        while start < count {
            let end = min(start + EntriesSegment.chunkRows, count)
            let table = try table(rows: (start..<end).map { UInt32($0) }, masked: masked)
            body(table, EntryTexts(table), start)
            start = end
        }
    }

    /// What is wrong with a segment, in the file's order; `expected` is the SHA-256 that the
    /// catalogue knows. Empty: every byte is as it was written, every cell is one that a writer
    /// writes, and the entries add up to the Merkle root.
    static func faults(
        _ path: SegmentPath, number: Int, expected: [UInt8], _ keys: KeyRing
    ) -> [SegmentFault] {
        do throws(SegmentFault) {
            let file = try ColumnFile(path, .entries, number: number)
            let faults = file.faults(expected: expected, keys)
            // What columns that are wrong hold says nothing more.
            guard faults.isEmpty else { return faults }
            return try EntriesSegment(file, keys).rootFaults()
        } catch {
            return [error]
        }
    }

    private func rootFaults() throws(SegmentFault) -> [SegmentFault] {
        var tree = MerkleTree()
        for hash in try leafHashes() { tree.append(hash) }
        guard tree.root != root else { return [] }
        return [
            .root(file: file.path.shown, found: tree.root.hex, expected: root.hex)
        ]
    }
}

extension TreeHash {
    var hex: String { Digest.hex(bytes) }
}
