import CZlib
import Engine
import Glibc
import TransparencyLog

/// Files of a book's folder: written beside their place, synced, then renamed.
enum BookFolder {
    static func make(_ folder: String) throws(EngineError) {
        var path = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
            path += path.isEmpty && !folder.hasPrefix("/") ? String(part) : "/" + part
            if part.isEmpty || path == "/" { continue }
            if path.hasPrefix("//") { path.removeFirst() }
            try SystemFile.makeFolder(path)
        }
        for name in ["files", "segments", "segments/index", "log"] {
            try SystemFile.makeFolder(folder + "/" + name)
        }
    }

    static func rename(_ from: String, to: String) throws(EngineError) {
        try SystemFile.rename(from, to: to)
        try SystemFile.syncFolder(FilePath.folder(to))
    }

    static func removeIfThere(_ path: String) { _ = unsafe unlink(path) }

    /// The folders above a file, below `folder`; `made` are those that are known to be there.
    static func makeFolders(
        of path: String, in folder: String, _ made: inout Set<String>
    ) throws(EngineError) {
        var folder = folder
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            if made.insert(folder).inserted { try SystemFile.makeFolder(folder) }
        }
    }

    // MARK: Whole folders

    /// Removes what is in a folder of this program's own.
    static func clear(_ folder: String, except kept: Set<String> = []) throws(EngineError) {
        for name in try SystemFile.names(in: folder) ?? [] where !kept.contains(name) {
            let path = folder + "/" + name
            if SystemFile.isFolder(path) {
                try remove(path)
            } else if unsafe unlink(path) != 0 {
                throw SystemFile.failure(path, .remove)
            }
        }
    }

    static func remove(_ folder: String) throws(EngineError) {
        try clear(folder)
        guard unsafe rmdir(folder) == 0 || errno == ENOENT else {
            throw SystemFile.failure(folder, .remove)
        }
    }

    /// The names of everything below a folder are on the disk when this returns.
    static func sync(_ folder: String) throws(EngineError) {
        for name in try SystemFile.names(in: folder) ?? [] {
            let path = folder + "/" + name
            if SystemFile.isFolder(path) { try sync(path) }
        }
        try SystemFile.syncFolder(folder)
    }

    // MARK: The log's key

    /// Name and seed on two lines, readable by the owner alone.
    static func writeKey(_ seed: [UInt8], name: String, to path: String) throws(EngineError) {
        try DurableFile.write(
            Array("\(name)\n\(Digest.hex(seed))\n".utf8), to: path, mode: 0o600)
    }

    static func readKey(_ path: String) throws(EngineError) -> (name: String, seed: [UInt8]) {
        // A name of 255 bytes and 64 digits.
        let bytes = try SystemFile.read(path, limit: 1024)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, lines[1].utf8.count == 64 else {
            throw .book(.log(reason: FilePath.name(path)))
        }
        var seed: [UInt8] = []
        var rest = lines[1][...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else {
                throw .book(.log(reason: FilePath.name(path)))
            }
            seed.append(byte)
            rest = rest.dropFirst(2)
        }
        return (String(lines[0]), seed)
    }

    // MARK: Raw files

    /// Bytes of a block: a file is opened whole.
    private static let blockBytes = 1 << 16
    /// What a file belongs to is told by its SHA-256.
    private static let sealedPlace = "files"

    /// "files/ab/abcdef….z": zlib streams, sealed, named by the SHA-256 of what is inside.
    static func rawPath(_ folder: String, _ sha256: String) -> String {
        "\(folder)/files/\(sha256.prefix(2))/\(sha256).z"
    }

    static func writeRaw(
        _ packed: PackedFile, sha256: String, in folder: String
    ) throws(EngineError) {
        let path = rawPath(folder, sha256)
        try SystemFile.makeFolder(FilePath.folder(path))
        try SystemFile.syncFolder(folder + "/files")
        try DurableFile.write(packed.bytes, to: path)
    }

    static func packed(_ bytes: [UInt8], with key: DataKey) -> PackedFile {
        PackedFile(
            Sealer.seal(deflated(bytes), place: sealedPlace, blockBytes: blockBytes, with: key))
    }

    /// Fast rather than small: level 1 takes a tenth of the time that reading the file does.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        let status = unsafe compress2(&packed, &size, bytes, uLong(bytes.count), 1)
        precondition(status == Z_OK, "compress2 \(status)")
        packed.removeLast(packed.count - Int(size))
        return packed
    }

    static func readRaw(
        sha256: String, count: Int, in folder: String, _ keys: KeyRing
    ) throws(EngineError) -> [UInt8] {
        let path = rawPath(folder, sha256)
        let packed = try opened(path, limit: Int(compressBound(uLong(count))), keys)
        var bytes = [UInt8](repeating: 0, count: max(1, count))
        var size = uLong(count)
        let status = unsafe uncompress(&bytes, &size, packed, uLong(packed.count))
        guard status == Z_OK, Int(size) == count else {
            throw .book(.segment(name: FilePath.name(path), reason: "zlib \(status)"))
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// `limit`: of what is inside.
    private static func opened(
        _ path: String, limit: Int, _ keys: KeyRing
    ) throws(EngineError) -> [UInt8] {
        let most = SealedHeader(
            key: 0, blockBytes: blockBytes, plainBytes: limit,
            salt: [UInt8](repeating: 0, count: 32))
        let stored = try SystemFile.read(path, limit: most.storedBytes)
        guard
            let header = SealedHeader(
                Array(stored.prefix(SealedHeader.byteCount)), stored: stored.count)
        else {
            throw .book(
                .segment(name: FilePath.name(path), reason: "sealed: \(stored.count) bytes"))
        }
        let opener = Opener(header, place: sealedPlace, with: try keys.key(header.key))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header.plainBytes)
        for block in 0..<header.blocks {
            guard let plain = opener.open(block, Array(stored[header.stored(block)])) else {
                throw .book(
                    .segment(
                        name: FilePath.name(path),
                        reason: "sealed: block \(block) / \(header.blocks)"))
            }
            bytes += plain
        }
        return bytes
    }
}
