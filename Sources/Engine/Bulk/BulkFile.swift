import Glibc
import Records
import Statements

/// A file that is read block by block: blocks are cut at row ends near multiples of
/// `blockBytes`, so that they do not depend on who reads them.
@safe
final class BulkFile: Sendable {
    let path: String
    let byteCount: Int
    let blockBytes: Int
    private let descriptor: Int32
    /// Changes on disk between two looks end the lane.
    private let modified: Int64

    /// Rows of more bytes than this at a cut are looked for no further: the file is read whole.
    static let tailBytes = 64 << 10

    /// Nil for what is no regular file.
    init?(_ path: String, blockBytes: Int = BulkEntry.blockBytes) {
        precondition((1...BulkEntry.blockBytes).contains(blockBytes), "blocks of \(blockBytes)")
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.path = path
        self.blockBytes = blockBytes
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    deinit { close(descriptor) }

    var blockCount: Int { (byteCount + blockBytes - 1) / blockBytes }

    /// Whether the file is still what it was when it was opened.
    var isUnchanged: Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        let now = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        return Int(status.st_size) == byteCount && now == modified
    }

    /// Fills `buffer` from `offset` on; false where fewer bytes are there.
    func read(_ buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int) -> Bool {
        let bytes = UnsafeMutableRawBufferPointer(buffer)
        return unsafe SystemFile.fill(bytes, from: descriptor, at: offset)
    }

    /// Where the rows of each block start and the file ends, found row by row: for files whose
    /// quotes hold line ends. Nil where a row has no end.
    func cuts(_ plan: BulkPlan, lineBytes: Int) -> [Int]? {
        let targets = (1..<max(1, blockCount)).map { $0 * blockBytes }
        var cuts = [plan.head.count]
        var at = plan.head.count
        while cuts.count <= targets.count {
            let end = min(at + BulkEntry.blockBytes + 2 * lineBytes, byteCount)
            guard let window = bytes(at..<end),
                let found = plan.rowStarts(
                    window.span, from: 0, targets: targets[(cuts.count - 1)...].map { $0 - at },
                    isEnd: end == byteCount)
            else { return nil }
            cuts += found.starts.map { $0 + at }
            if found.next == 0, found.starts.isEmpty { return nil }
            at += found.next
            if at >= byteCount { break }
        }
        while cuts.count <= targets.count + 1 { cuts.append(byteCount) }
        return cuts
    }

    /// What the lane knows the file by; nil where it cannot be read.
    func fingerprint() -> String? {
        var prints: [Hash128] = []
        for index in 0..<blockCount {
            let start = index * blockBytes
            guard let block = bytes(start..<min(start + blockBytes, byteCount)) else { return nil }
            unsafe block.withUnsafeBufferPointer { bytes in
                unsafe prints.append(Fingerprint.of(bytes).print)
            }
        }
        return Fingerprint.text(of: prints, byteCount: byteCount)
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
