/// Entries scattered by the highest bits of their keys: what one worker fills while it parses, and
/// what a join reads partition by partition. Each partition is a list of chunks.
///
/// 10 million entries take 480 MB; chunks of 8 KB waste half a chunk per partition at the end.
@safe
public final class BulkPartitions: @unchecked Sendable {
    /// Chunks are two pages, aligned, so that an address says whether its chunk is full.
    @usableFromInline static let chunkBytes = 8_192
    public static let chunkEntries = 170
    /// Chunks of one allocation.
    private static let slabChunks = slabBytes / chunkBytes
    /// A large page: the system clears and maps it at once.
    public static let slabBytes = 2 << 20

    private let allocate: () -> UnsafeMutableRawPointer
    private let release: (UnsafeMutableRawPointer) -> Void
    public let bits: Int
    public let count: Int
    @usableFromInline let shift: UInt64
    @usableFromInline let next: UnsafeMutablePointer<UnsafeMutablePointer<BulkEntry>?>
    private var chunks: [[UnsafeMutablePointer<BulkEntry>]]
    private var slabs: [UnsafeMutableRawPointer]
    private var free: [UnsafeMutablePointer<BulkEntry>]
    /// Bytes of long keys, in the order of their entries: four bytes of length, then the key.
    public private(set) var keyBytes: [[UInt8]]

    /// `bits`: 1…12; the partition count is 2^bits.
    /// `allocate` hands out stretches of `slabBytes`, aligned to as many; `release` takes them
    /// back.
    public init(
        bits: Int, allocate: @escaping () -> UnsafeMutableRawPointer,
        release: @escaping (UnsafeMutableRawPointer) -> Void
    ) {
        unsafe self.allocate = allocate
        unsafe self.release = release
        precondition((1...12).contains(bits), "\(bits) bits of partitions")
        self.bits = bits
        count = 1 << bits
        shift = UInt64(64 - bits)
        unsafe next = .allocate(capacity: count)
        unsafe next.initialize(repeating: nil, count: count)
        unsafe chunks = Array(repeating: [], count: count)
        unsafe slabs = []
        unsafe free = []
        keyBytes = Array(repeating: [], count: count)
    }

    deinit {
        unsafe next.deallocate()
        for index in unsafe slabs.indices { unsafe release(slabs[index]) }
    }

    @inlinable @inline(__always)
    public func partition(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> shift) }

    @inlinable @inline(__always)
    public func append(_ entry: BulkEntry) {
        let partition = partition(of: entry.key.hash)
        // Nil and a full chunk both end where no entry begins.
        let place = unsafe UInt(bitPattern: next[partition])
        if place & 8_191 >= 8_160 || place == 0 { addChunk(to: partition) }
        unsafe next[partition].unsafelyUnwrapped.initialize(to: entry)
        unsafe next[partition] = next[partition].unsafelyUnwrapped + 1
    }

    /// An entry whose key does not pack: its bytes are kept beside it.
    public func append(_ entry: BulkEntry, key: Span<UInt8>) {
        append(entry)
        let partition = partition(of: entry.key.hash)
        let length = UInt32(key.count)
        for shift in [UInt32(0), 8, 16, 24] {
            keyBytes[partition].append(UInt8(truncatingIfNeeded: length >> shift))
        }
        for index in key.indices { keyBytes[partition].append(key[index]) }
        keyByteCount += key.count + 4
    }

    private var keyByteCount = 0

    /// By partition: where its next entry goes, for whoever fills entries in by itself; `addChunk`
    /// where that is nil or a chunk's end.
    public var places: UnsafeMutablePointer<UnsafeMutablePointer<BulkEntry>?> { unsafe next }

    public func addChunk(to partition: Int) {
        if unsafe free.isEmpty {
            let slab = unsafe allocate()
            unsafe slabs.append(slab)
            for index in (0..<BulkPartitions.slabChunks).reversed() {
                let chunk = unsafe slab + index * BulkPartitions.chunkBytes
                unsafe free.append(chunk.assumingMemoryBound(to: BulkEntry.self))
            }
        }
        let chunk = unsafe free.removeLast()
        unsafe chunks[partition].append(chunk)
        unsafe next[partition] = chunk
    }

    /// Memory taken.
    public var byteCount: Int {
        unsafe slabs.count * BulkPartitions.slabChunks * BulkPartitions.chunkBytes + keyByteCount
    }

    /// Memory that entries and keys are in.
    public var usedBytes: Int { unsafe byteCount - free.count * BulkPartitions.chunkBytes }

    public func entryCount(of partition: Int) -> Int {
        guard let last = unsafe chunks[partition].last else { return 0 }
        let used = unsafe next[partition]! - last
        return unsafe (chunks[partition].count - 1) * BulkPartitions.chunkEntries + used
    }

    /// Calls `body` with each chunk of a partition in the order of appending.
    public func forEachChunk(
        of partition: Int, _ body: (UnsafeBufferPointer<BulkEntry>) throws -> Void
    ) rethrows {
        for index in unsafe chunks[partition].indices {
            let chunk = unsafe chunks[partition][index]
            let isLast = unsafe index == chunks[partition].count - 1
            let used = unsafe isLast ? next[partition]! - chunk : BulkPartitions.chunkEntries
            try unsafe body(UnsafeBufferPointer(start: chunk, count: used))
        }
    }

    /// Forgets every entry and keeps the memory for the next ones.
    public func removeAll() {
        for partition in 0..<count {
            unsafe free += chunks[partition]
            unsafe chunks[partition].removeAll()
            unsafe next[partition] = nil
            keyBytes[partition].removeAll()
        }
        keyByteCount = 0
    }
}
