package import Glibc

/// A new file that exists under its name only when it is whole and on the disk: it is written under
/// another name, synced, renamed, and its folder synced.
package struct DurableFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var isFinished = false

    /// What a file is called until it is finished; a crash leaves it so.
    package static let partialSuffix = ".partial"

    private static func partial(_ path: String) -> String { path + partialSuffix }

    package init(_ path: String, mode: mode_t = 0o644) throws(EngineError) {
        self.path = path
        let partial = DurableFile.partial(path)
        descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
    }

    deinit {
        close(descriptor)
        if !isFinished { unsafe _ = unlink(DurableFile.partial(path)) }
    }

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(EngineError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe pwrite(
                descriptor, bytes.baseAddress! + written, min(bytes.count - written, 1 << 30),
                offset + written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemFile.failure(path, .write) }
            written += count
        }
    }

    package func write(_ bytes: [UInt8], at offset: Int) throws(EngineError) {
        // `withUnsafeBytes` does not pass a typed error on.
        var fault: EngineError?
        unsafe bytes.withUnsafeBytes { buffer in
            do throws(EngineError) { try unsafe write(buffer, at: offset) } catch { fault = error }
        }
        if let fault { throw fault }
    }

    /// Whole and durable, with so many bytes: the last ones may be a hole.
    package mutating func finish(byteCount: Int) throws(EngineError) {
        guard ftruncate(descriptor, byteCount) == 0 else { throw SystemFile.failure(path, .write) }
        guard fsync(descriptor) == 0 else { throw SystemFile.failure(path, .sync) }
        try SystemFile.rename(DurableFile.partial(path), to: path)
        isFinished = true
        try SystemFile.syncFolder(FilePath.folder(path))
    }

    package static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644
    ) throws(EngineError) {
        var file = try DurableFile(path, mode: mode)
        try file.write(bytes, at: 0)
        try file.finish(byteCount: bytes.count)
    }
}
