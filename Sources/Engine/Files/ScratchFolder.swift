package import Foundation
import Glibc

/// A folder for files that live shorter than their process and that nobody else reads. It is locked
/// while the process lives, however it ends: what one that was killed left behind is known by its
/// free lock, and the next one removes it.
package final class ScratchFolder: Sendable {
    package let url: URL
    private let descriptor: Int32

    static let prefix = "matchbook-server-"
    private static let lockName = "lock"
    /// Seconds after which a folder without a lock is one that nobody is just making.
    private static let making = 3600
    /// Folders that one start removes: a server that falls over each second for a quarter of an
    /// hour; the next start goes on.
    static let sweepLimit = 1000
    /// Somebody who sweeps may come between the folder and its lock.
    private static let attempts = 10

    package convenience init() throws(EngineError) {
        try self.init(in: FileManager.default.temporaryDirectory)
    }

    init(in base: URL) throws(EngineError) {
        for _ in 0..<ScratchFolder.attempts {
            let url = base.appending(
                path: ScratchFolder.prefix + UUID().uuidString, directoryHint: .isDirectory)
            guard unsafe mkdir(url.path, 0o700) == 0 else {
                throw SystemFile.failure(url.path, .write)
            }
            let lock = url.appending(path: ScratchFolder.lockName).path
            let descriptor = unsafe open(
                lock, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor < 0, errno == ENOENT { continue }
            guard descriptor >= 0 else { throw SystemFile.failure(lock, .open) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, SystemFile.exists(lock) {
                self.url = url
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
        throw .io(path: base.path, operation: .write, reason: "\(ScratchFolder.attempts) attempts")
    }

    /// A new folder inside for one purpose; who makes it removes it.
    package func folder(_ purpose: String) throws -> URL {
        let folder = url.appending(
            path: "\(purpose)-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        return folder
    }

    /// All that is inside goes; it can be said twice.
    package func remove() { try? FileManager.default.removeItem(at: url) }

    deinit {
        remove()
        close(descriptor)
    }

    // MARK: - What others left

    /// Removes what processes of this user left that live no more; how many folders.
    @discardableResult
    package static func sweep() -> Int { sweep(FileManager.default.temporaryDirectory) }

    static func sweep(_ base: URL) -> Int {
        let names = ((try? SystemFile.names(in: base.path)) ?? nil) ?? []
        var count = 0
        for name in names where name.hasPrefix(prefix) {
            if count == sweepLimit { break }
            if isLeft(base.appending(path: name).path) { count += 1 }
        }
        return count
    }

    private static func isLeft(_ path: String) -> Bool {
        var status = stat()
        // A link could lead anywhere; another user's folder is theirs.
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == geteuid()
        else { return false }
        let lock = path + "/" + lockName
        let descriptor = unsafe open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            guard errno == ENOENT, time(nil) - status.st_mtim.tv_sec > making else {
                return false
            }
            return (try? FileManager.default.removeItem(atPath: path)) != nil
        }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
        return (try? FileManager.default.removeItem(atPath: path)) != nil
    }
}
