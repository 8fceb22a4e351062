/// Reads the lines of a proof bundle up to its checkpoint.
struct BundleReader {
    let lines: [ArraySlice<UInt8>]
    /// The next line, from 0.
    private(set) var position = 0
    /// The second version of the format.
    private var hasTrees = false
    /// Leaves that were announced so far.
    private var total = 0

    init(lines: [ArraySlice<UInt8>]) { self.lines = lines }

    /// Where the next line begins in the file. After `content()` it is the checkpoint's first byte.
    var offset: Int {
        position < lines.count ? lines[position].startIndex : lines.last?.endIndex ?? 0
    }

    mutating func content() throws(LogError) -> (
        leaves: [ProofBundle.Leaf], trees: [ProofBundle.Tree]
    ) {
        let header = next()
        hasTrees = header.elementsEqual(ProofBundle.headerWithTrees.utf8)
        guard hasTrees || header.elementsEqual(ProofBundle.header.utf8) else {
            throw wrong(.bundleHeader)
        }
        let count = try leafCount()
        var treeCount: UInt64 = 0
        if hasTrees {
            guard let found = field("trees ").flatMap(NoteLines.number), found > 0 else {
                throw wrong(.treeCount)
            }
            guard found <= TransparencyLog.bundleLeafLimit else {
                throw .tooLarge(
                    part: .bundleLeaves, found: Int(found), limit: TransparencyLog.bundleLeafLimit)
            }
            treeCount = found
        }
        try blank()
        let leaves = try leaves(count)
        var trees: [ProofBundle.Tree] = []
        for _ in 0..<treeCount {
            let tree = try tree(after: trees.last?.namedBy)
            trees.append(tree)
        }
        return (leaves, trees)
    }

    private mutating func tree(after last: UInt64?) throws(LogError) -> ProofBundle.Tree {
        guard let root = field("tree ").flatMap({ BundleReader.hash(hex: $0) }) else {
            throw wrong(.treeRoot)
        }
        guard let namedBy = field("named-by ").flatMap(NoteLines.number),
            last.map({ $0 < namedBy }) ?? true
        else { throw wrong(.treeName) }
        guard let size = field("size ").flatMap(NoteLines.number), size > 0 else {
            throw wrong(.treeSize)
        }
        let count = try leafCount()
        try blank()
        return ProofBundle.Tree(
            root: root, namedBy: namedBy, size: size, leaves: try leaves(count))
    }

    /// Of the log or of one tree; the bundle's limit is for all of them.
    private mutating func leafCount() throws(LogError) -> UInt64 {
        guard let count = field("leaves ").flatMap(NoteLines.number), count > 0 else {
            throw wrong(.leafCount)
        }
        let found = Int(count) + total
        guard found <= TransparencyLog.bundleLeafLimit else {
            throw .tooLarge(
                part: .bundleLeaves, found: found, limit: TransparencyLog.bundleLeafLimit)
        }
        total = found
        return count
    }

    private mutating func leaves(_ count: UInt64) throws(LogError) -> [ProofBundle.Leaf] {
        var leaves: [ProofBundle.Leaf] = []
        for _ in 0..<count {
            let leaf = try leaf(after: leaves.last?.index)
            leaves.append(leaf)
        }
        return leaves
    }

    /// 64 lower-case hexadecimal digits.
    private static func hash(hex digits: ArraySlice<UInt8>) -> TreeHash? {
        guard digits.count == 2 * TreeHash.byteCount else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x57
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return TreeHash(bytes)
    }

    private mutating func leaf(after last: UInt64?) throws(LogError) -> ProofBundle.Leaf {
        guard let index = field("index ").flatMap(NoteLines.number),
            last.map({ $0 < index }) ?? true
        else { throw wrong(.leafIndex) }
        var bytes: [UInt8]
        let line = next()
        if line.starts(with: "text ".utf8) {
            bytes = Array(line.dropFirst(5))
        } else if hasTrees, line.starts(with: "lines ".utf8) {
            guard let count = NoteLines.number(line.dropFirst(6)), count > 0,
                count <= lines.count - position
            else { throw wrong(.leafData) }
            bytes = []
            for _ in 0..<count { bytes += next() + [0x0A] }
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
