/// The nodes of a published log, read from its tiles. It believes them: who does not trust the
/// tiles compares the root with a checkpoint's, or audits the log.
package struct TileNodes: NodeSource {
    package let size: UInt64
    private let read: (TilePath) throws(LogError) -> [UInt8]

    /// `read` answers with the bytes of a tile of the tree of `size`, or throws `missing`.
    package init(size: UInt64, read: @escaping (TilePath) throws(LogError) -> [UInt8]) {
        self.size = size
        self.read = read
    }

    package func node(level: Int, index: UInt64) throws(LogError) -> TreeHash {
        let height = TransparencyLog.tileHeight
        let within = UInt64(level % height)
        // The node spans 2^within hashes of its tile.
        let first = index << within
        let kind = TilePath.Kind.hashes(level: level / height)
        guard let path = TilePath.tile(kind, index: first >> UInt64(height), size: size) else {
            throw .outsideTree(index: index << UInt64(level), size: size)
        }
        let hashes = try Tile.decode(read(path), path)
        let start = Int(first % UInt64(TransparencyLog.tileWidth))
        let end = start + 1 << Int(within)
        guard end <= hashes.count else {
            throw .outsideTree(index: index << UInt64(level), size: size)
        }
        return .root(of: hashes[start..<end])
    }
}
