/// The head of a log at one size (C2SP tlog-checkpoint): origin, size, root, and nothing else of
/// ours.
package struct Checkpoint: Hashable, Sendable {
    /// Which log: a host name and path that need not be reachable.
    package let origin: String
    /// Number of leaves.
    package let size: UInt64
    package let root: TreeHash
    /// Opaque further lines; we write none ("not auditable by log monitors").
    package let extensions: [String]

    /// The origin is not empty and of one line.
    package init(origin: String, size: UInt64, root: TreeHash) {
        precondition(!origin.isEmpty && origin.utf8.allSatisfy { $0 >= 0x20 }, origin)
        precondition(size <= TransparencyLog.sizeLimit, "\(size)")
        self.origin = origin
        self.size = size
        self.root = root
        extensions = []
    }

    /// The text of a note, from a signed or unsigned one: who calls, verifies.
    init(text: [UInt8]) throws(LogError) {
        let lines = try NoteLines.split(text)
        func line(_ index: Int, _ form: LogError.LineForm) throws(LogError) -> ArraySlice<UInt8> {
            guard index < lines.count, !lines[index].isEmpty else {
                throw .line(number: index + 1, found: "", expected: form)
            }
            return lines[index]
        }
        let origin = try line(0, .origin)
        let sizeLine = try line(1, .treeSize)
        guard let size = NoteLines.number(sizeLine) else {
            throw .line(number: 2, found: LogError.found(sizeLine), expected: .treeSize)
        }
        let rootLine = try line(2, .rootHash)
        guard let root = Base64.decode(rootLine).flatMap({ TreeHash($0) }) else {
            throw .line(number: 3, found: LogError.found(rootLine), expected: .rootHash)
        }
        var extensions: [String] = []
        for index in lines.indices.dropFirst(3) {
            extensions.append(String(decoding: try line(index, .extensionLine), as: UTF8.self))
        }
        self.origin = String(decoding: origin, as: UTF8.self)
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    package var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }
}
