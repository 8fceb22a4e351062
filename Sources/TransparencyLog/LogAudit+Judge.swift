/// Who is right, from the signed root down.
extension LogAudit {
    /// The unfinished tiles of all levels make the root together. Stored or counted, level by
    /// level: the choice that gives the signed root is the truth. At most 2^7 choices, and two
    /// where nothing is damaged.
    mutating func trustEdge() -> [[TreeHash]?] {
        let doubtful = (0..<levels).filter { storedEdge[$0] != countedEdge[$0] }
        for choice in 0..<(1 << doubtful.count) {
            var edge: [[TreeHash]?] = storedEdge
            for (bit, level) in doubtful.enumerated() where choice >> bit & 1 == 1 {
                edge[level] = countedEdge[level]
            }
            let known = edge.compactMap { $0 }
            if known.count == levels, LogBuilder.root(edge: known) == checkpoint.root {
                return edge
            }
        }
        // A tile that can be read neither way is missing or malformed, and reported as that.
        let byTiles = rootIfKnown(storedEdge)
        let byLeaves = rootIfKnown(countedEdge)
        if byTiles != nil || byLeaves != nil {
            report.add(.root(byTiles: byTiles, byLeaves: byLeaves, expected: checkpoint.root))
        }
        return Array(repeating: nil, count: levels)
    }

    private func rootIfKnown(_ edge: [[TreeHash]?]) -> TreeHash? {
        let known = edge.compactMap { $0 }
        return known.count == edge.count ? LogBuilder.root(edge: known) : nil
    }

    /// Levels above the leaves, from the top: what is trusted, and which stored tiles differ.
    mutating func judge(trustedEdge: [[TreeHash]?]) {
        leafEdge = trustedEdge.first ?? nil
        for level in (0..<levels).reversed() where level > 0 {
            for index in 0..<tiles(level: level) {
                let path = path(.hashes(level: level), index)
                let start = Int(index) * TransparencyLog.tileWidth
                let range = start..<start + path.width
                let stored = Array(stored[level][range])
                let counted = Array(counted[level][range])
                let truth =
                    path.width == TransparencyLog.tileWidth
                    ? content(level, index, stored, counted)
                    : trustedEdge[level] ?? agreed(stored, counted, path)
                trusted[level].append(
                    contentsOf: truth.map { $0.map(Optional.some) }
                        ?? Array(repeating: nil, count: path.width))
                compare(stored, truth, path)
            }
        }
    }

    /// A full tile's content by the hash that the level above has for it.
    private mutating func content(
        _ level: Int, _ index: UInt64, _ stored: [TreeHash?], _ counted: [TreeHash?]
    ) -> [TreeHash]? {
        let path = path(.hashes(level: level), index)
        guard let expected = trusted[level + 1][Int(index)] else {
            return agreed(stored, counted, path)
        }
        for hashes in [stored, counted] {
            let known = hashes.compactMap { $0 }
            if known.count == hashes.count, .root(of: known) == expected { return known }
        }
        if let found = storedRoots[level][Int(index)] {
            report.add(.subtree(path: "\(path)", found: found, expected: expected))
        }
        return nil
    }

    /// Where nothing above vouches: what stored and counted agree on.
    private mutating func agreed(
        _ stored: [TreeHash?], _ counted: [TreeHash?], _ path: TilePath
    ) -> [TreeHash]? {
        let known = stored.compactMap { $0 }
        guard known.count == stored.count else { return nil }
        if let place = stored.indices.first(where: {
            counted[$0] != nil && counted[$0] != stored[$0]
        }) {
            report.add(.disagreement(path: "\(path)", offset: place * TreeHash.byteCount))
            return nil
        }
        return known
    }

    private mutating func compare(
        _ stored: [TreeHash?], _ truth: [TreeHash]?, _ path: TilePath
    ) {
        guard let truth else { return }
        let wrong = truth.indices.filter { stored[$0] != nil && stored[$0] != truth[$0] }
        guard let first = wrong.first, let found = stored[first] else { return }
        let subtree = path.index << UInt64(TransparencyLog.tileHeight) + UInt64(first)
        report.add(
            .tileHash(
                path: "\(path)", offset: first * TreeHash.byteCount, level: path.level,
                first: subtree << UInt64(TransparencyLog.tileHeight * path.level), found: found,
                expected: truth[first], count: wrong.count))
    }

    /// Level 0: the tiles and bundles that differ, or have not the hash they should have. They are
    /// read again, for of a long log they were not kept.
    mutating func judgeLeaves() throws {
        guard levels > 0 else { return }
        for index in 0..<tiles(level: 0) {
            let path = path(.hashes(level: 0), index)
            let isFull = path.width == TransparencyLog.tileWidth
            let expected = isFull ? trusted[1][Int(index)] : nil
            let isSound =
                !differing.contains(index)
                && (!isFull || expected == nil || storedRoots[0][Int(index)] == expected)
            if isSound { continue }
            let hashes = try log.bytes(of: path).flatMap { try? Tile.decode($0, path) }
            let bundle = try log.bytes(of: self.path(.entries, index)).map {
                EntryBundle($0, width: path.width)
            }
            let leaves = bundle.map { $0.entries.map { TreeHash.leaf($0) } }
            let sound = bundle?.fault == nil ? leaves : nil
            let truth: [TreeHash]?
            if let expected {
                truth = [hashes, sound].lazy.compactMap { $0 }.first { .root(of: $0) == expected }
                if truth == nil, let root = storedRoots[0][Int(index)] {
                    report.add(.subtree(path: "\(path)", found: root, expected: expected))
                }
            } else {
                truth = isFull ? nil : leafEdge
                reportDisagreement(truth, hashes, sound, path)
            }
            if let hashes { compare(hashes.map(Optional.some), truth, path) }
            if let bundle, let leaves { judge(bundle, leaves, truth, index) }
        }
    }

    private mutating func reportDisagreement(
        _ truth: [TreeHash]?, _ hashes: [TreeHash]?, _ leaves: [TreeHash]?, _ path: TilePath
    ) {
        guard truth == nil, let hashes, let leaves,
            let first = hashes.indices.first(where: { hashes[$0] != leaves[$0] })
        else { return }
        report.add(.disagreement(path: "\(path)", offset: first * TreeHash.byteCount))
    }

    private mutating func judge(
        _ bundle: EntryBundle, _ leaves: [TreeHash], _ truth: [TreeHash]?, _ index: UInt64
    ) {
        let path = path(.entries, index)
        let start = index << UInt64(TransparencyLog.tileHeight)
        if let truth {
            let wrong = leaves.indices.filter { leaves[$0] != truth[$0] }
            if let first = wrong.first {
                report.add(
                    .leaf(
                        path: "\(path)", offset: bundle.offsets[first],
                        index: start + UInt64(first), found: leaves[first],
                        expected: truth[first], count: wrong.count))
                return
            }
        }
        if let fault = bundle.fault {
            report.add(
                .bundle(path: "\(path)", offset: fault, index: start + UInt64(leaves.count)))
        }
    }
}
