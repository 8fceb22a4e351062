import Glibc
import Records

/// A file that is read block by block: blocks are cut at row ends near multiples of
/// `BulkEntry.blockBytes`, so that they do not depend on who reads them.
@safe
final class BulkFile: Sendable {
    let path: String
    let byteCount: Int
    private let descriptor: Int32
    /// Changes on disk between two looks end the lane.
    private let modified: Int64

    /// Rows of more bytes than this at a cut are looked for no further: the file is read whole.
    static let tailBytes = 64 << 10

    /// Nil for what is no regular file.
    init?(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit { close(descriptor) }

    var blockCount: Int { (byteCount + BulkEntry.blockBytes - 1) / BulkEntry.blockBytes }

    /// Whether the file is still what it was when it was opened.
    var isUnchanged: Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        let now = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        return Int(status.st_size) == byteCount && now == modified
    }

    /// Fills `buffer` from `offset` on; false where fewer bytes are there.
    func read(_ buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int) -> Bool {
        var filled = 0
        while filled < buffer.count {
            let got = unsafe pread(
                descriptor, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            filled += got
        }
        return true
    }

    func bytes(_ range: Range<Int>) -> [UInt8]? {
        var isRead = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            let part = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<range.count])
            isRead = unsafe read(part, at: range.lowerBound)
            count = range.count
        }
        return isRead ? bytes : nil
    }
}
