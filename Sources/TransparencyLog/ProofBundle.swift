/// Leaves with their inclusion proofs under one checkpoint: a text file that can be checked without
/// the log and without us (docs/formats/proof-bundle.md).
package struct ProofBundle: Hashable, Sendable {
    package struct Leaf: Hashable, Sendable {
        package let index: UInt64
        package let bytes: [UInt8]
        /// The leaf's sibling first.
        package let path: [TreeHash]

        package init(index: UInt64, bytes: [UInt8], path: [TreeHash]) {
            self.index = index
            self.bytes = bytes
            self.path = path
        }
    }

    /// Leaves of another tree, whose root a leaf of the log names: many things that were logged as
    /// one.
    package struct Tree: Hashable, Sendable {
        package let root: TreeHash
        /// The leaf of the log whose bytes hold the root as 64 lower-case hexadecimal digits.
        package let namedBy: UInt64
        /// Leaves of the whole tree.
        package let size: UInt64
        /// Ascending by index, each once.
        package let leaves: [Leaf]

        package init(root: TreeHash, namedBy: UInt64, size: UInt64, leaves: [Leaf]) {
            self.root = root
            self.namedBy = namedBy
            self.size = size
            self.leaves = leaves
        }
    }

    /// Ascending by index, each once.
    package let leaves: [Leaf]
    /// Ascending by the leaf that names them: a leaf names one at most.
    package let trees: [Tree]
    package let note: SignedNote

    /// Without trees, and with them.
    static let header = "matchbook-proof-bundle@v1"
    static let headerWithTrees = "matchbook-proof-bundle@v2"

    /// Proves the leaves at `indexes` under a signed checkpoint of the log.
    package init(
        indexes: some Sequence<UInt64>, trees: [Tree] = [], under checkpoint: TrustedCheckpoint,
        nodes: some NodeSource, leaf: (UInt64) throws(LogError) -> [UInt8]
    ) throws(LogError) {
        let ascending = Set(indexes).sorted()
        let count = trees.reduce(ascending.count) { $0 + $1.leaves.count }
        guard !ascending.isEmpty, count <= TransparencyLog.bundleLeafLimit else {
            throw .tooLarge(
                part: .bundleLeaves, found: count, limit: TransparencyLog.bundleLeafLimit)
        }
        var leaves: [Leaf] = []
        for index in ascending {
            let proof = try nodes.inclusionProof(of: index, in: checkpoint.size)
            leaves.append(Leaf(index: index, bytes: try leaf(index), path: proof.path))
        }
        self.leaves = leaves
        self.trees = trees.sorted { $0.namedBy < $1.namedBy }
        note = checkpoint.note
    }

    package init(_ bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= TransparencyLog.bundleLimit else {
            throw .tooLarge(part: .bundle, found: bytes.count, limit: TransparencyLog.bundleLimit)
        }
        if let offset = NoteLines.offsetOfNoText(bytes) { throw .notText(offset: offset) }
        var reader = BundleReader(lines: try NoteLines.split(bytes))
        (leaves, trees) = try reader.content()
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
        func add(_ leaf: Leaf) {
            line([])
            line("index \(leaf.index)".utf8)
            if ProofBundle.isReadable(leaf.bytes) {
                line("text ".utf8 + leaf.bytes)
            } else if !trees.isEmpty, let lines = ProofBundle.readableLines(leaf.bytes) {
                line("lines \(lines.count)".utf8)
                for text in lines { line(text) }
            } else {
                line("data \(Base64.encode(leaf.bytes))".utf8)
            }
            for hash in leaf.path { line(hash.base64.utf8) }
        }
        line((trees.isEmpty ? ProofBundle.header : ProofBundle.headerWithTrees).utf8)
        line("leaves \(leaves.count)".utf8)
        if !trees.isEmpty { line("trees \(trees.count)".utf8) }
        for leaf in leaves { add(leaf) }
        for tree in trees {
            line([])
            line("tree \(ProofBundle.hex(tree.root))".utf8)
            line("named-by \(tree.namedBy)".utf8)
            line("size \(tree.size)".utf8)
            line("leaves \(tree.leaves.count)".utf8)
            for leaf in tree.leaves { add(leaf) }
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
            if let fault = fault(leaf, size: checkpoint.size, root: checkpoint.root) {
                throw .leaf(index: leaf.index, fault: fault)
            }
        }
        for tree in trees { try verify(tree) }
        return checkpoint
    }

    /// The leaf that names the root is proven when this is asked.
    private func verify(_ tree: Tree) throws(LogError) {
        guard let leaf = leaves.first(where: { $0.index == tree.namedBy }) else {
            throw .tree(namedBy: tree.namedBy, fault: .noLeaf)
        }
        guard ProofBundle.names(leaf.bytes, tree.root) else {
            throw .tree(namedBy: tree.namedBy, fault: .notNamed(root: tree.root))
        }
        for leaf in tree.leaves {
            if let fault = fault(leaf, size: tree.size, root: tree.root) {
                throw .tree(namedBy: tree.namedBy, fault: .leaf(index: leaf.index, fault))
            }
        }
    }

    private func fault(
        _ leaf: Leaf, size: UInt64, root: TreeHash
    ) -> LogError.LeafFault? {
        let proof = InclusionProof(index: leaf.index, size: size, path: leaf.path)
        do {
            try proof.verify(.leaf(leaf.bytes), root: root)
            return nil
        } catch .pathLength(let found, let expected) {
            return .pathLength(found: found, expected: expected)
        } catch .root(let found, let expected) {
            return .root(found: found, expected: expected)
        } catch {
            return .outsideTree(size: size)
        }
    }

    // MARK: Roots in leaves

    static func hex(_ hash: TreeHash) -> String {
        hash.bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// Whether the root stands in the bytes, with no further hexadecimal digit on either side.
    static func names(_ bytes: [UInt8], _ root: TreeHash) -> Bool {
        let digits = Array(hex(root).utf8)
        guard bytes.count >= digits.count else { return false }
        func isDigit(_ place: Int) -> Bool {
            guard bytes.indices.contains(place) else { return false }
            return switch bytes[place] {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
            default: false
            }
        }
        return (0...bytes.count - digits.count).contains { start in
            bytes[start] == digits[0] && !isDigit(start - 1) && !isDigit(start + digits.count)
                && bytes[start..<start + digits.count].elementsEqual(digits)
        }
    }

    /// One leaf in the format of c2sp.org/tlog-proof@v1, for tools that know that one. It names the
    /// leaf by index and path and does not hold its bytes.
    package func tlogProof(of leaf: Leaf) -> [UInt8] {
        let lines = ["c2sp.org/tlog-proof@v1", "index \(leaf.index)"] + leaf.path.map(\.base64)
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + note.bytes
    }

    private var firstLineOfNote: Int {
        func count(_ leaves: [Leaf], _ start: Int) -> Int {
            leaves.reduce(start) { sum, leaf in
                let lines =
                    trees.isEmpty || ProofBundle.isReadable(leaf.bytes)
                    ? nil : ProofBundle.readableLines(leaf.bytes)
                return sum + 3 + (lines?.count ?? 0) + leaf.path.count
            }
        }
        return trees.reduce(count(leaves, trees.isEmpty ? 4 : 5)) { count($1.leaves, $0 + 5) }
    }

    /// Bytes that are lines of such text, each with its end; nil where they are not.
    static func readableLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        guard bytes.last == 0x0A else { return nil }
        let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.allSatisfy { isReadable(Array($0)) } ? lines : nil
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
