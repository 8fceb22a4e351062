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

    /// Durable under its name, or not there.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644
    ) throws(EngineError) {
        let partial = path + ".partial"
        let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        do {
            defer { close(descriptor) }
            var written = 0
            while written < bytes.count {
                let count = unsafe bytes.withUnsafeBytes { buffer in
                    unsafe Glibc.write(
                        descriptor, buffer.baseAddress! + written,
                        min(bytes.count - written, 1 << 30))
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw SystemFile.failure(path, .write) }
                written += count
            }
            guard fsync(descriptor) == 0 else { throw SystemFile.failure(path, .sync) }
        }
        try rename(partial, to: path)
    }

    // MARK: The log's key

    /// Name and seed on two lines, readable by the owner alone.
    static func writeKey(_ seed: [UInt8], name: String, to path: String) throws(EngineError) {
        let hex = seed.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count < 2 ? "0" + digits : digits
        }.joined()
        try write(Array("\(name)\n\(hex)\n".utf8), to: path, mode: 0o600)
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

    /// "files/ab/abcdef….z": zlib streams, named by the SHA-256 of what is inside.
    static func rawPath(_ folder: String, _ sha256: String) -> String {
        "\(folder)/files/\(sha256.prefix(2))/\(sha256).z"
    }

    static func writeRaw(
        _ bytes: [UInt8], sha256: String, in folder: String
    ) throws(EngineError) {
        let path = rawPath(folder, sha256)
        try SystemFile.makeFolder(FilePath.folder(path))
        try SystemFile.syncFolder(folder + "/files")
        try write(deflated(bytes), to: path)
    }

    /// Fast rather than small: level 1 takes a tenth of the time that reading the file does.
    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var size = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        let status = unsafe compress2(&packed, &size, bytes, uLong(bytes.count), 1)
        precondition(status == Z_OK, "compress2 \(status)")
        packed.removeLast(packed.count - Int(size))
        return packed
    }

    static func readRaw(
        sha256: String, count: Int, in folder: String
    ) throws(EngineError) -> [UInt8] {
        let path = rawPath(folder, sha256)
        let packed = try SystemFile.read(path, limit: Int(compressBound(uLong(count))))
        var bytes = [UInt8](repeating: 0, count: max(1, count))
        var size = uLong(count)
        let status = unsafe uncompress(&bytes, &size, packed, uLong(packed.count))
        guard status == Z_OK, Int(size) == count else {
            throw .book(.segment(name: FilePath.name(path), reason: "zlib \(status)"))
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
