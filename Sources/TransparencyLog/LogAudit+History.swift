/// What an older time left behind: partial tiles of earlier sizes, and an older checkpoint.
extension LogAudit {
    /// Partial tiles may stay when fuller ones are there; then they are the beginning of those.
    mutating func judgeEarlierPartials() throws {
        var faulty: Set<String> = []
        for finding in report.findings { faulty.formUnion(finding.paths) }
        for text in try log.tilePaths().sorted() {
            guard let path = TilePath(text),
                let present = TilePath.tile(path.kind, index: path.index, size: size),
                path.width <= present.width
            else {
                if report.strays.count < LogReport.strayLimit { report.strays.append(text) }
                continue
            }
            // A fuller tile that is itself wrong or missing cannot speak against an earlier one.
            guard path != present, !faulty.contains("\(present)"),
                let found = try log.bytes(of: path), let whole = try log.bytes(of: present)
            else { continue }
            report.files += 1
            let expected = beginning(of: whole, path)
            guard found != expected else { continue }
            let same = zip(found, expected).prefix { $0 == $1 }.count
            report.add(.earlierPartial(path: text, offset: same))
        }
    }

    private func beginning(of bytes: [UInt8], _ path: TilePath) -> [UInt8] {
        switch path.kind {
        case .hashes: return Array(bytes.prefix(path.width * TreeHash.byteCount))
        case .entries:
            let bundle = EntryBundle(bytes, width: path.width)
            return Array(bytes[..<(bundle.fault ?? bytes.count)])
        }
    }

    mutating func judgeHistory(_ older: Checkpoint) {
        guard older.size <= size else {
            report.add(.shrunk(from: older.size, to: size))
            return
        }
        let log = self.log
        let nodes = TileNodes(size: size) { path throws(LogError) in
            guard let bytes = (try? log.bytes(of: path)) ?? nil else {
                throw .missing(path: "\(path)")
            }
            return bytes
        }
        do {
            let proof = try nodes.consistencyProof(from: older.size, to: size)
            try proof.verify(olderRoot: older.root, root: checkpoint.root)
        } catch .olderRoot(let found, let expected) {
            report.add(.history(size: older.size, found: found, expected: expected))
        } catch {
            // Tiles that cannot prove it are damaged, and reported as that; if none was, the older
            // tree itself is the contradiction.
            if report.findings.isEmpty, let found = try? nodes.root(size: older.size) {
                report.add(.history(size: older.size, found: found, expected: older.root))
            }
        }
    }
}

extension LogFinding {
    /// The files that a finding speaks of.
    package var paths: [String] {
        switch self {
        case .missing(let path), .tileLength(let path, _, _),
            .tileHash(let path, _, _, _, _, _, _), .leaf(let path, _, _, _, _, _),
            .bundle(let path, _, _), .subtree(let path, _, _), .disagreement(let path, _),
            .earlierPartial(let path, _):
            [path]
        case .root, .history, .shrunk: []
        }
    }
}
