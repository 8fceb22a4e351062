import Engine
import Glibc

/// The right to write to a book: one command at a time. It ends with the process that holds it.
final class WriteLock: Sendable {
    private let descriptor: Int32

    static let fileName = "write.lock"

    /// Seconds. An import of a large file takes longer: whoever waits so long is told.
    static let patience = 30

    init(_ folder: String) throws(EngineError) {
        let path = folder + "/" + WriteLock.fileName
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemFile.failure(path, .open) }
        for _ in 0..<WriteLock.patience * 20 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            usleep(50_000)
        }
        close(descriptor)
        throw .book(.busy(path: folder))
    }

    deinit { close(descriptor) }
}
