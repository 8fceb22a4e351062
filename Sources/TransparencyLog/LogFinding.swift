/// Something wrong with a published log: a value, with the place it stands in.
package enum LogFinding: Hashable, Sendable {
    /// A file that the tree needs is not there.
    case missing(path: String)
    /// A tile of another number of bytes than its hashes take.
    case tileLength(path: String, found: Int, expected: Int)
    /// A hash of a tile is not that of its subtree. `level` counts tile levels, so that the subtree
    /// holds the leaves `first` and following, 256^level of them. `count` hashes of the tile are
    /// wrong.
    case tileHash(
        path: String, offset: Int, level: Int, first: UInt64, found: TreeHash,
        expected: TreeHash, count: Int)
    /// An entry does not have the hash that the tree has for it. `count` entries of the bundle.
    case leaf(
        path: String, offset: Int, index: UInt64, found: TreeHash, expected: TreeHash, count: Int)
    /// An entry bundle stops to be one at an offset, where leaf `index` or the end should be.
    case bundle(path: String, offset: Int, index: UInt64)
    /// Neither a tile nor the leaves below it have the hash that the tree above has for them.
    case subtree(path: String, found: TreeHash, expected: TreeHash)
    /// A tile and the leaves below it differ, and nothing sound says which of them is right.
    case disagreement(path: String, offset: Int)
    /// The tree is not the one that was signed: its root by the tiles and by the leaves.
    case root(byTiles: TreeHash?, byLeaves: TreeHash?, expected: TreeHash)
    /// A partial tile or bundle of an earlier size is no beginning of the present one.
    case earlierPartial(path: String, offset: Int)
    /// The older checkpoint's tree is not the beginning of this one.
    case history(size: UInt64, found: TreeHash, expected: TreeHash)
    /// The older checkpoint speaks of more leaves than the log has.
    case shrunk(from: UInt64, to: UInt64)

    /// What is only absent may be delivered later; everything else is a contradiction.
    package var isAbsence: Bool {
        if case .missing = self { true } else { false }
    }
}
