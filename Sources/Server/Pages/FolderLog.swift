import Engine
import TransparencyLog

/// The published log as its folder holds it.
struct FolderLog: PublishedLog, Sendable {
    let folder: String

    init(of book: Book) { folder = FilePath.join(book.store.folder, "log") }

    func bytes(at path: String, limit: Int) throws -> [UInt8]? {
        let file = FilePath.join(folder, path)
        guard SystemFile.exists(file) else { return nil }
        return try SystemFile.read(file, limit: limit)
    }

    func tilePaths() throws -> [String] { [] }

    /// A signed checkpoint is some hundred bytes; cosignatures of many witnesses fit.
    private static let noteLimit = 64 << 10

    func note() throws -> SignedNote? {
        try bytes(at: LogFile.checkpoint, limit: FolderLog.noteLimit).map { try SignedNote($0) }
    }

    func tile(_ path: TilePath) throws(LogError) -> [UInt8] {
        let limit = path.width * TreeHash.byteCount
        guard let bytes = try? bytes(at: "\(path)", limit: limit) else {
            throw .missing(path: "\(path)")
        }
        return bytes
    }

    /// The bytes of leaves of a tree of that size, which is a published one.
    func leaves(_ range: Range<UInt64>, size: UInt64) throws -> [(index: UInt64, bytes: [UInt8])] {
        let width = UInt64(TransparencyLog.tileWidth)
        var found: [(UInt64, [UInt8])] = []
        var tile = range.lowerBound / width
        while tile * width < range.upperBound {
            let count = min(width, size - tile * width)
            let path = TilePath(.entries, index: tile, width: Int(count))
            let limit = Int(count) * (2 + TransparencyLog.leafLimit)
            guard let bytes = try bytes(at: "\(path)", limit: limit) else { break }
            for (offset, entry) in EntryBundle(bytes, width: Int(count)).entries.enumerated() {
                let index = tile * width + UInt64(offset)
                if range.contains(index) { found.append((index, Array(entry))) }
            }
            tile += 1
        }
        return found
    }
}
