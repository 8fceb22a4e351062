/// Leaves with their inclusion proofs under one checkpoint: a text file that can be checked without
/// the log and without us (docs/formats/proof-bundle.md).
package struct ProofBundle: Hashable, Sendable {
    package struct Leaf: Hashable, Sendable {
        package let index: UInt64
        package let bytes: [UInt8]
        /// The leaf's sibling first.
        package let path: [TreeHash]
    }

    /// Ascending by index, each once.
    package let leaves: [Leaf]
    package let note: SignedNote

    static let header = "matchbook-proof-bundle@v1"

    /// Proves the leaves at `indexes` under a signed checkpoint of the log.
    package init(
        indexes: some Sequence<UInt64>, under checkpoint: TrustedCheckpoint,
        nodes: some NodeSource, leaf: (UInt64) throws(LogError) -> [UInt8]
    ) throws(LogError) {
        let ascending = Set(indexes).sorted()
        guard (1...TransparencyLog.bundleLeafLimit).contains(ascending.count) else {
            throw .tooLarge(
                part: .bundleLeaves, found: ascending.count,
                limit: TransparencyLog.bundleLeafLimit)
        }
        var leaves: [Leaf] = []
        for index in ascending {
            let proof = try nodes.inclusionProof(of: index, in: checkpoint.size)
            leaves.append(Leaf(index: index, bytes: try leaf(index), path: proof.path))
        }
        self.leaves = leaves
        note = checkpoint.note
    }

    package init(_ bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= TransparencyLog.bundleLimit else {
            throw .tooLarge(part: .bundle, found: bytes.count, limit: TransparencyLog.bundleLimit)
        }
        if let offset = NoteLines.offsetOfNoText(bytes) { throw .notText(offset: offset) }
        var reader = BundleReader(lines: try NoteLines.split(bytes))
        leaves = try reader.leaves()
        do {
            note = try SignedNote(Array(bytes[reader.offset...]))
        } catch .line(let number, let found, let expected) {
            throw .line(number: number + reader.position, found: found, expected: expected)
        }
    }

    /// The file's bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        func line(_ text: some Sequence<UInt8>) {
            bytes.append(contentsOf: text)
            bytes.append(0x0A)
        }
        line(ProofBundle.header.utf8)
        line("leaves \(leaves.count)".utf8)
        for leaf in leaves {
            line([])
            line("index \(leaf.index)".utf8)
            if ProofBundle.isReadable(leaf.bytes) {
                line("text ".utf8 + leaf.bytes)
            } else {
                line("data \(Base64.encode(leaf.bytes))".utf8)
            }
            for hash in leaf.path { line(hash.base64.utf8) }
        }
        line([])
        return bytes + note.bytes
    }

    /// The checkpoint and every leaf under it, or the first thing that is wrong.
    package func verify(
        _ key: VerifierKey, origin: String? = nil
    ) throws(LogError) -> TrustedCheckpoint {
        let checkpoint: TrustedCheckpoint
        do {
            checkpoint = try TrustedCheckpoint(note, key: key, origin: origin)
        } catch .signature(let key, let line) {
            throw .signature(key: key, line: line + firstLineOfNote - 1)
        }
        for leaf in leaves {
            if let fault = fault(leaf, checkpoint.checkpoint) {
                throw .leaf(index: leaf.index, fault: fault)
            }
        }
        return checkpoint
    }

    private func fault(_ leaf: Leaf, _ checkpoint: Checkpoint) -> LogError.LeafFault? {
        let proof = InclusionProof(index: leaf.index, size: checkpoint.size, path: leaf.path)
        do {
            try proof.verify(.leaf(leaf.bytes), root: checkpoint.root)
            return nil
        } catch .pathLength(let found, let expected) {
            return .pathLength(found: found, expected: expected)
        } catch .root(let found, let expected) {
            return .root(found: found, expected: expected)
        } catch {
            return .outsideTree(size: checkpoint.size)
        }
    }

    /// One leaf in the format of c2sp.org/tlog-proof@v1, for tools that know that one. It names the
    /// leaf by index and path and does not hold its bytes.
    package func tlogProof(of leaf: Leaf) -> [UInt8] {
        let lines = ["c2sp.org/tlog-proof@v1", "index \(leaf.index)"] + leaf.path.map(\.base64)
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + note.bytes
    }

    private var firstLineOfNote: Int {
        leaves.reduce(4) { $0 + 3 + $1.path.count }
    }

    /// Text is shown as it is where it looks like what it is: UTF-8 without control characters and
    /// without those that reorder or hide text.
    static func isReadable(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
                0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFD, 0xE0000...0xE0FFF:
                false
            default: true
            }
        }
    }
}
