import Engine
import Glibc

/// A new file that exists under its name only when it is whole and on the disk: it is written under
/// another name, synced, renamed, and its folder synced.
struct SegmentOutput: ~Copyable {
    let path: SegmentPath
    private let descriptor: Int32
    private var isFinished = false

    static let partialSuffix = ".partial"

    private var partial: String { path.full + SegmentOutput.partialSuffix }

    init(_ path: SegmentPath) throws(SegmentFault) {
        self.path = path
        let partial = path.full + SegmentOutput.partialSuffix
        descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SegmentOutput.failure(path, .open) }
    }

    deinit {
        close(descriptor)
        if !isFinished { unsafe _ = unlink(path.full + SegmentOutput.partialSuffix) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SegmentFault) {
        var written = 0
        while written < bytes.count {
            let count = unsafe pwrite(
                descriptor, bytes.baseAddress! + written, min(bytes.count - written, 1 << 30),
                offset + written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SegmentOutput.failure(path, .write) }
            written += count
        }
    }

    mutating func finish(fileBytes: Int) throws(SegmentFault) {
        // The last column may be empty, and its padding a hole.
        guard ftruncate(descriptor, fileBytes) == 0 else {
            throw SegmentOutput.failure(path, .write)
        }
        guard fsync(descriptor) == 0 else { throw SegmentOutput.failure(path, .sync) }
        guard unsafe rename(partial, path.full) == 0 else {
            throw SegmentOutput.failure(path, .rename)
        }
        isFinished = true
        try SegmentOutput.syncFolder(path)
    }

    static func syncFolder(_ path: SegmentPath) throws(SegmentFault) {
        let descriptor = unsafe open(path.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, .open) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path, .sync) }
    }

    static func failure(
        _ path: SegmentPath, _ operation: EngineError.Operation
    ) -> SegmentFault {
        let code = errno
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "\(code)"
        return .io(file: path.shown, operation: operation, reason: reason)
    }
}
