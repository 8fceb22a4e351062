/// Re-hashes a whole published log against a checkpoint, and an older one if there is one.
///
/// Every tile is counted twice: as it is stored, and as it must be by the entries. Then trust goes
/// down from the signed root: of the two, the one that has the hash its parent asks for is right,
/// and what differs from it is wrong. A single damage is thereby named with its offset, whether it
/// is in a tile or in an entry.
package struct LogAudit<Log: PublishedLog> {
    let log: Log
    let checkpoint: Checkpoint
    var report = LogReport()
    /// By level: hashes as stored in tiles, and as counted from the entries. Level 0 is not kept.
    var stored: [[TreeHash?]]
    var counted: [[TreeHash?]]
    /// By level: the roots of the full tiles as stored. Those as counted are `counted` above.
    var storedRoots: [[TreeHash?]]
    /// By level: the unfinished tile, stored and counted; nil where it cannot be read.
    var storedEdge: [[TreeHash]?] = []
    var countedEdge: [[TreeHash]?] = []
    /// Tiles of level 0 that differ from their entries, or could not be compared.
    var differing: Set<UInt64> = []

    package static func run(
        _ log: Log, _ checkpoint: TrustedCheckpoint, since older: TrustedCheckpoint? = nil
    ) throws -> LogReport {
        var audit = LogAudit(log, checkpoint.checkpoint)
        try audit.readEntries()
        if audit.report.missing > LogReport.missingLimit { return audit.report }
        try audit.readTiles()
        audit.judge(trustedEdge: audit.trustEdge())
        try audit.judgeLeaves()
        try audit.judgeEarlierPartials()
        if let older { audit.judgeHistory(older.checkpoint) }
        return audit.report
    }

    /// Contents that the root vouches for, by level; nil where nothing does. Level 0 is not kept
    /// but for its unfinished tile.
    var trusted: [[TreeHash?]]
    var leafEdge: [TreeHash]?

    private init(_ log: Log, _ checkpoint: Checkpoint) {
        self.log = log
        self.checkpoint = checkpoint
        let levels = TilePath.levels(size: checkpoint.size)
        stored = Array(repeating: [], count: levels)
        counted = Array(repeating: [], count: levels + 1)
        storedRoots = Array(repeating: [], count: levels)
        trusted = Array(repeating: [], count: levels)
    }

    var levels: Int { stored.count }
    var size: UInt64 { checkpoint.size }

    func tiles(level: Int) -> UInt64 {
        let width = UInt64(TransparencyLog.tileWidth)
        return (TilePath.count(level: level, size: size) + width - 1) / width
    }

    /// Level 0: entries against tiles, one pair at a time.
    private mutating func readEntries() throws {
        guard levels > 0 else { return }
        for index in 0..<tiles(level: 0) {
            if report.missing > LogReport.missingLimit { return }
            let hashes = try readTile(level: 0, index: index)
            let leaves = try readBundle(index: index)
            if hashes == nil || hashes != leaves { differing.insert(index) }
            file(hashes, leaves, level: 0, width: path(.hashes(level: 0), index).width)
        }
        closeEdge(level: 0)
    }

    private mutating func readTiles() throws {
        for level in 0..<levels where level > 0 {
            for index in 0..<tiles(level: level) {
                let hashes = try readTile(level: level, index: index)
                let path = path(.hashes(level: level), index)
                let start = Int(index) * TransparencyLog.tileWidth
                let part = counted[level][start..<start + path.width]
                let known = part.compactMap { $0 }
                stored[level].append(
                    contentsOf: hashes.map { $0.map(Optional.some) }
                        ?? Array(repeating: nil, count: path.width))
                file(
                    hashes, known.count == path.width ? known : nil, level: level,
                    width: path.width)
            }
            closeEdge(level: level)
        }
    }

    /// A full tile's roots go to the level above; an unfinished one is the level's edge.
    private mutating func file(
        _ hashes: [TreeHash]?, _ leaves: [TreeHash]?, level: Int, width: Int
    ) {
        if width == TransparencyLog.tileWidth {
            storedRoots[level].append(hashes.map { TreeHash.root(of: $0) })
            counted[level + 1].append(leaves.map { TreeHash.root(of: $0) })
        } else {
            storedEdge.append(hashes)
            countedEdge.append(leaves)
        }
    }

    /// A level whose last tile is full has an empty edge.
    private mutating func closeEdge(level: Int) {
        guard storedEdge.count == level else { return }
        storedEdge.append([])
        countedEdge.append([])
    }

    private mutating func readTile(level: Int, index: UInt64) throws -> [TreeHash]? {
        let path = path(.hashes(level: level), index)
        guard let bytes = try log.bytes(of: path) else {
            report.add(.missing(path: "\(path)"))
            return nil
        }
        report.files += 1
        do {
            return try Tile.decode(bytes, path)
        } catch {
            report.add(
                .tileLength(
                    path: "\(path)", found: bytes.count,
                    expected: path.width * TreeHash.byteCount))
            return nil
        }
    }

    private mutating func readBundle(index: UInt64) throws -> [TreeHash]? {
        let path = path(.entries, index)
        guard let bytes = try log.bytes(of: path) else {
            report.add(.missing(path: "\(path)"))
            return nil
        }
        report.files += 1
        let bundle = EntryBundle(bytes, width: path.width)
        report.leaves += UInt64(bundle.entries.count)
        return bundle.fault == nil ? bundle.entries.map { .leaf($0) } : nil
    }

    /// The tile at an index that the tree has.
    func path(_ kind: TilePath.Kind, _ index: UInt64) -> TilePath {
        guard let path = TilePath.tile(kind, index: index, size: size) else {
            preconditionFailure("\(kind) \(index) of \(size)")
        }
        return path
    }
}
