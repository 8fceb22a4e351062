import Crypto
import Glibc
import Records
import Reports

/// Writes files into one folder, each streamed, hashed on the way and synced.
struct FolderWriter {
    let path: String
    private(set) var outputs: [ManifestJSON.Output] = []

    init(path: String) { self.path = path }

    mutating func file(_ name: String, _ bytes: [UInt8], rows: Int? = nil) throws {
        try file(name, rows: rows) { flush in
            var bytes = bytes
            try flush(&bytes)
        }
    }

    /// A file that somebody else wrote into the folder.
    mutating func adopt(_ name: String, rows: Int?) throws {
        let bytes = try SystemFile.read(path + "/" + name, limit: Int.max)
        try file(name, bytes, rows: rows)
    }

    /// `body` gets a sink that takes a buffer and empties it.
    mutating func file(
        _ name: String, rows: Int?, _ body: ((inout [UInt8]) throws -> Void) throws -> Void
    ) throws {
        let stream = try SystemFile.Stream(creating: path + "/" + name)
        defer { stream.close() }
        var hash = SHA256()
        var count = 0
        try body { buffer in
            hash.update(data: buffer)
            count += buffer.count
            try stream.write(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try stream.sync()
        outputs.append(
            ManifestJSON.Output(
                name: name, sha256: Digest.hex(hash.finalize()), byteCount: count, rows: rows))
    }
}

extension SystemFile {
    /// An open new file.
    struct Stream {
        private let descriptor: Int32
        private let path: String

        init(creating path: String) throws(EngineError) {
            self.path = path
            descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        }

        func write(_ bytes: [UInt8]) throws(EngineError) {
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
        }

        func sync() throws(EngineError) {
            guard fsync(descriptor) == 0 else { throw SystemFile.failure(path, .sync) }
        }

        func close() { _ = Glibc.close(descriptor) }
    }
}
