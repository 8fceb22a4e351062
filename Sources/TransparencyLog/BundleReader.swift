/// Reads the lines of a proof bundle up to its checkpoint.
struct BundleReader {
    let lines: [ArraySlice<UInt8>]
    /// The next line, from 0.
    private(set) var position = 0

    init(lines: [ArraySlice<UInt8>]) { self.lines = lines }

    /// Where the next line begins in the file. After `leaves()` it is the checkpoint's first byte.
    var offset: Int {
        position < lines.count ? lines[position].startIndex : lines.last?.endIndex ?? 0
    }

    mutating func leaves() throws(LogError) -> [ProofBundle.Leaf] {
        guard next().elementsEqual(ProofBundle.header.utf8) else { throw wrong(.bundleHeader) }
        guard let count = field("leaves ").flatMap(NoteLines.number), count > 0 else {
            throw wrong(.leafCount)
        }
        guard count <= TransparencyLog.bundleLeafLimit else {
            throw .tooLarge(
                part: .bundleLeaves, found: Int(count), limit: TransparencyLog.bundleLeafLimit)
        }
        try blank()
        var leaves: [ProofBundle.Leaf] = []
        for _ in 0..<count {
            let leaf = try leaf(after: leaves.last?.index)
            leaves.append(leaf)
        }
        return leaves
    }

    private mutating func leaf(after last: UInt64?) throws(LogError) -> ProofBundle.Leaf {
        guard let index = field("index ").flatMap(NoteLines.number),
            last.map({ $0 < index }) ?? true
        else { throw wrong(.leafIndex) }
        var bytes: [UInt8]
        let line = next()
        if line.starts(with: "text ".utf8) {
            bytes = Array(line.dropFirst(5))
        } else {
            guard line.starts(with: "data ".utf8), let data = Base64.decode(line.dropFirst(5))
            else { throw wrong(.leafData) }
            bytes = data
        }
        guard bytes.count <= TransparencyLog.leafLimit else {
            throw .tooLarge(part: .leaf, found: bytes.count, limit: TransparencyLog.leafLimit)
        }
        var path: [TreeHash] = []
        while position < lines.count, !lines[position].isEmpty {
            guard let hash = Base64.decode(next()).flatMap({ TreeHash($0) }) else {
                throw wrong(.pathHash)
            }
            path.append(hash)
        }
        try blank()
        return ProofBundle.Leaf(index: index, bytes: bytes, path: path)
    }

    private mutating func next() -> ArraySlice<UInt8> {
        position += 1
        return position <= lines.count ? lines[position - 1] : []
    }

    private mutating func field(_ name: StaticString) -> ArraySlice<UInt8>? {
        let line = next()
        let name = "\(name)".utf8
        return line.starts(with: name) ? line.dropFirst(name.count) : nil
    }

    private mutating func blank() throws(LogError) {
        guard position < lines.count, next().isEmpty else { throw wrong(.blankLine) }
    }

    /// The line that was read last is not `expected`.
    private func wrong(_ expected: LogError.LineForm) -> LogError {
        let line = position <= lines.count && position > 0 ? lines[position - 1] : []
        return .line(number: position, found: LogError.found(line), expected: expected)
    }
}
