/// Why a piece of evidence is not accepted: where, what was found, what was expected.
package enum LogError: Error, Hashable, Sendable {
    /// A file or field over its limit, in bytes, signatures or leaves.
    case tooLarge(part: Part, found: Int, limit: Int)
    /// A byte that is not UTF-8, or a control character, at an offset from 0.
    case notText(offset: Int)
    /// A line (from 1) is not what must stand there.
    case line(number: Int, found: String, expected: LineForm)
    /// A verifier key that cannot be one.
    case key(found: String, fault: KeyFault)
    /// No signature of the key; `found` are the keys that signed, "name+id".
    case unsigned(key: String, found: [String])
    /// A signature of the key that does not hold for the text.
    case signature(key: String, line: Int)
    /// A checkpoint of another log.
    case origin(found: String, expected: String)
    /// A leaf, or an older tree, that the tree is too small for.
    case outsideTree(index: UInt64, size: UInt64)
    /// A proof with too many or too few hashes.
    case pathLength(found: Int, expected: Int)
    /// A proof or tiles that lead to another root.
    case root(found: TreeHash, expected: TreeHash)
    /// The older root that a consistency proof leads to is not the one that was signed.
    case olderRoot(found: TreeHash, expected: TreeHash)
    /// A tile or bundle that the tree needs is not there.
    case missing(path: String)
    /// A tile of another number of bytes than its width asks for.
    case tileLength(path: String, found: Int, expected: Int)
    /// An entry bundle, from an offset on, does not hold what its tile has the hashes of.
    case entries(path: String, offset: Int)
    /// A leaf (by its index) of a bundle is not proven.
    case leaf(index: UInt64, fault: LeafFault)
    /// A tree of a bundle, by the leaf of the log that it says it is named by.
    case tree(namedBy: UInt64, fault: TreeFault)

    package enum Part: String, Sendable, CaseIterable {
        case leaf, note, signatures, bundle, bundleLeaves, tree
    }

    /// The lines that notes and bundles are made of.
    package enum LineForm: String, Sendable, CaseIterable {
        case blankLine, signatureLine, origin, treeSize, rootHash, extensionLine, noteEnd
        case bundleHeader, leafCount, leafIndex, leafData, pathHash
        case treeCount, treeRoot, treeName
    }

    package enum LeafFault: Hashable, Sendable {
        case outsideTree(size: UInt64)
        case pathLength(found: Int, expected: Int)
        /// Leaf and path lead to another root: one of them was changed, or it is of another log.
        case root(found: TreeHash, expected: TreeHash)
    }

    package enum TreeFault: Hashable, Sendable {
        /// The bundle does not hold that leaf of the log.
        case noLeaf
        /// The leaf does not name this root.
        case notNamed(root: TreeHash)
        case leaf(index: UInt64, LeafFault)
    }

    package enum KeyFault: String, Sendable, CaseIterable {
        /// Not name+id+base64.
        case form
        /// The name is empty or has a space or plus in it.
        case name
        /// Not Ed25519 (type byte 0x01 and 32 bytes).
        case algorithm
        /// The id is not that of name and key.
        case identifier
    }

    /// What stands on a line, cut to a limit and with everything unprintable left out.
    static func found(_ line: some Sequence<UInt8>) -> String {
        let bytes = Array(line.prefix(TransparencyLog.foundLimit + 1))
        let text = String(decoding: bytes.prefix(TransparencyLog.foundLimit), as: UTF8.self)
        return bytes.count > TransparencyLog.foundLimit ? text + "…" : text
    }
}
