import Glibc
import Matching
import Records

/// The entries of one worker and side: in memory, and beyond a budget in a file without a name.
@safe
final class BulkStore: @unchecked Sendable {
    let partitions: BulkPartitions
    private let budget: Int
    private var descriptor: Int32 = -1
    private var fileBytes = 0
    /// By partition: what was written, in order.
    private var extents: [[Extent]]

    private struct Extent {
        var offset: Int
        var entries: Int
        var keyBytes: Int
    }

    init(bits: Int, budget: Int) {
        unsafe partitions = BulkPartitions(
            bits: bits, allocate: { unsafe LargePages.allocate(BulkPartitions.slabBytes) },
            release: { unsafe LargePages.free($0, BulkPartitions.slabBytes) })
        self.budget = budget
        extents = Array(repeating: [], count: 1 << bits)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    var hasSpilled: Bool { descriptor >= 0 }

    /// Writes everything to disk where memory is used up. False where the disk takes no more.
    func spillIfFull() -> Bool {
        guard partitions.usedBytes > budget else { return true }
        if descriptor < 0, !openFile() { return false }
        for partition in 0..<partitions.count {
            let entries = partitions.entryCount(of: partition)
            if entries == 0 { continue }
            let keys = partitions.keyBytes[partition]
            extents[partition].append(
                Extent(offset: fileBytes, entries: entries, keyBytes: keys.count))
            var isWritten = true
            unsafe partitions.forEachChunk(of: partition) { chunk in
                isWritten = unsafe isWritten && write(UnsafeRawBufferPointer(chunk))
            }
            isWritten = unsafe isWritten && keys.withUnsafeBytes { unsafe write($0) }
            guard isWritten else { return false }
        }
        partitions.removeAll()
        return true
    }

    /// A file in the folder for temporary files that nobody else sees, and that ends with the
    /// process.
    private func openFile() -> Bool {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
        var path = Array((folder + "/matchbook-" + String(repeating: "X", count: 6)).utf8CString)
        descriptor = unsafe path.withUnsafeMutableBufferPointer { path in
            let opened = unsafe mkstemp(path.baseAddress!)
            // It lives as long as it is open.
            if opened >= 0 { unsafe _ = unlink(path.baseAddress!) }
            return opened
        }
        return descriptor >= 0
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = unsafe pwrite(
                descriptor, bytes.baseAddress! + written, bytes.count - written,
                fileBytes + written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        fileBytes += bytes.count
        return true
    }

    /// The parts of a partition: what was written is read into `space`. Nil where it cannot be.
    func parts(of partition: Int, _ space: BulkSpace) -> [BulkPart]? {
        var parts: [BulkPart] = []
        for extent in extents[partition] {
            let entryBytes = extent.entries * MemoryLayout<BulkEntry>.stride
            let bytes = unsafe space.take(entryBytes + extent.keyBytes)
            guard unsafe SystemFile.fill(bytes, from: descriptor, at: extent.offset)
            else { return nil }
            let entries = unsafe bytes.baseAddress!.assumingMemoryBound(to: BulkEntry.self)
            let keys = unsafe (bytes.baseAddress! + entryBytes)
                .assumingMemoryBound(to: UInt8.self)
            unsafe parts.append(
                BulkPart(
                    chunks: [UnsafeBufferPointer(start: entries, count: extent.entries)],
                    keys: UnsafeBufferPointer(start: keys, count: extent.keyBytes)))
        }
        var chunks: [UnsafeBufferPointer<BulkEntry>] = unsafe []
        unsafe partitions.forEachChunk(of: partition) { unsafe chunks.append($0) }
        let keys = partitions.keyBytes[partition]
        let copy = unsafe space.take(keys.count)
        unsafe copy.copyBytes(from: keys)
        let bound = unsafe copy.baseAddress!.assumingMemoryBound(to: UInt8.self)
        unsafe parts.append(
            BulkPart(
                chunks: chunks, keys: UnsafeBufferPointer(start: bound, count: keys.count)))
        return parts
    }
}
