/// Appends leaves and hands out the files to publish. It keeps only the right edge of the tree –
/// the unfinished tile of every level and the unfinished bundle – so its size does not grow with
/// the log, and the whole publication can be made again from the leaves.
package struct LogBuilder: Sendable {
    package private(set) var size: UInt64 = 0
    /// Per tile level, the hashes of the unfinished tile: fewer than 256.
    private var edge: [[TreeHash]] = []
    private var bundle: [UInt8] = []
    private var finished: [LogFile] = []
    private var takenSize: UInt64 = 0

    package init() {}

    /// Goes on with a log of `size` leaves whose root is known, from its unfinished tiles.
    package init(
        size: UInt64, root: TreeHash, read: (TilePath) throws(LogError) -> [UInt8]
    ) throws(LogError) {
        self.size = size
        takenSize = size
        for level in 0..<TilePath.levels(size: size) {
            let count = TilePath.count(level: level, size: size)
            let index = count >> UInt64(TransparencyLog.tileHeight)
            guard
                let path = TilePath.tile(.hashes(level: level), index: index, size: size)
            else {
                edge.append([])
                continue
            }
            edge.append(try Tile.decode(read(path), path))
        }
        let index = size >> UInt64(TransparencyLog.tileHeight)
        if let path = TilePath.tile(.entries, index: index, size: size) {
            bundle = try read(path)
            let entries = EntryBundle(bundle, width: path.width)
            if let offset = entries.fault(against: edge[0]) {
                throw .entries(path: "\(path)", offset: offset)
            }
        }
        let found = self.root
        guard found == root else { throw .root(found: found, expected: root) }
    }

    /// The leaf's index. A leaf that is too long changes nothing.
    @discardableResult
    package mutating func append(_ leaf: some Collection<UInt8>) throws(LogError) -> UInt64 {
        guard size < TransparencyLog.sizeLimit else {
            throw .tooLarge(part: .tree, found: Int(size), limit: Int(TransparencyLog.sizeLimit))
        }
        try EntryBundle.append(leaf, to: &bundle)
        let index = size
        size += 1
        let tile = index >> UInt64(TransparencyLog.tileHeight)
        if size % UInt64(TransparencyLog.tileWidth) == 0 {
            finished.append(LogFile(path: TilePath(.entries, index: tile), bytes: bundle))
            bundle = []
        }
        push(.leaf(leaf), level: 0)
        return index
    }

    /// RFC 6962 root of all leaves so far.
    package var root: TreeHash { LogBuilder.root(edge: edge) }

    /// The files that came or changed since the last call: finished ones, and the unfinished right
    /// edge as partial tiles of the present size. A checkpoint may be published once they are kept.
    package mutating func takeFiles() -> [LogFile] {
        var files = finished
        finished = []
        let last = size >> UInt64(TransparencyLog.tileHeight)
        if size > takenSize, !bundle.isEmpty,
            let path = TilePath.tile(.entries, index: last, size: size)
        {
            files.append(LogFile(path: path, bytes: bundle))
        }
        for level in edge.indices where !edge[level].isEmpty {
            let count = TilePath.count(level: level, size: size)
            guard count > TilePath.count(level: level, size: takenSize),
                let path = TilePath.tile(
                    .hashes(level: level), index: count >> UInt64(TransparencyLog.tileHeight),
                    size: size)
            else { continue }
            files.append(LogFile(path: path, bytes: Tile.encode(edge[level])))
        }
        takenSize = size
        return files
    }

    private mutating func push(_ hash: TreeHash, level: Int) {
        if level == edge.count { edge.append([]) }
        edge[level].append(hash)
        guard edge[level].count == TransparencyLog.tileWidth else { return }
        let row = edge[level]
        edge[level] = []
        let count = TilePath.count(level: level, size: size)
        let index = (count - 1) >> UInt64(TransparencyLog.tileHeight)
        finished.append(
            LogFile(
                path: TilePath(.hashes(level: level), index: index), bytes: Tile.encode(row)))
        push(.root(of: row), level: level + 1)
    }

    /// The tree's root from the unfinished tiles of every level, lowest first: every complete
    /// subtree on the right edge stands in one of them, smaller ones to the right.
    static func root(edge: [[TreeHash]]) -> TreeHash {
        var root: TreeHash?
        for row in edge {
            var end = row.count
            while end > 0 {
                let width = end & -end
                let peak = TreeHash.root(of: row[(end - width)..<end])
                root = root.map { .node(peak, $0) } ?? peak
                end -= width
            }
        }
        return root ?? .empty
    }
}
