/// Bytes of a table on their way out: memory of its own that only grows, filled field by field.
///
/// Each method asks once for the room that it needs and then writes into it unchecked, because an
/// array's checks per byte cost more than the bytes do. The memory has one owner, this value; hence
/// it may cross threads.
@safe package struct RowBuffer: ~Copyable, @unchecked Sendable {
    private(set) var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    package private(set) var count = 0

    /// Room for `capacity` bytes; it grows where more come.
    package init(capacity: Int = 1 << 16) {
        precondition(capacity > 0, "capacity \(capacity)")
        unsafe memory = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { unsafe memory.deallocate() }

    /// What was written, for as long as nothing more is.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try unsafe body(UnsafeBufferPointer(start: memory, count: count))
    }

    /// A copy of what was written.
    package var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

    package mutating func removeAll() { count = 0 }

    /// Makes room for `more` bytes behind `count`.
    @inline(__always)
    mutating func need(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let wanted = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe larger.update(from: memory, count: count)
        unsafe memory.deallocate()
        unsafe memory = larger
        capacity = wanted
    }

    /// `count` moves over bytes that were written behind it.
    @inline(__always)
    mutating func advance(_ written: Int) { count += written }

    /// Takes back what was written from `position` on.
    mutating func cut(to position: Int) {
        precondition(position <= count, "cut to \(position) of \(count)")
        count = position
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        need(1)
        unsafe memory[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        let length = bytes.count
        need(length)
        let to = unsafe UnsafeMutableRawPointer(memory + count)
        let from = unsafe UnsafeRawPointer(start)
        // Most pieces are a word or two: two overlapping copies are shorter than a call.
        switch length {
        case 8...16:
            unsafe RowBuffer.copyEnds(to, from, length, as: UInt64.self)
        case 17...32:
            unsafe RowBuffer.copyEnds(to, from, length, as: SIMD16<UInt8>.self)
        default:
            unsafe to.copyMemory(from: from, byteCount: length)
        }
        count += length
    }

    /// Copies bytes of one to two words by their first and their last word.
    @inline(__always)
    private static func copyEnds<Word: BitwiseCopyable>(
        _ to: UnsafeMutableRawPointer, _ from: UnsafeRawPointer, _ length: Int, as: Word.Type
    ) {
        let last = length - MemoryLayout<Word>.size
        let words = unsafe (
            from.loadUnaligned(as: Word.self),
            from.loadUnaligned(fromByteOffset: last, as: Word.self)
        )
        unsafe to.storeBytes(of: words.0, as: Word.self)
        unsafe to.storeBytes(of: words.1, toByteOffset: last, as: Word.self)
    }

    /// Bytes as they are, unquoted.
    @inline(__always)
    package mutating func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// UTF-8 as it is, unquoted.
    mutating func append(raw text: String) {
        var text = text
        text.withUTF8 { unsafe append($0) }
    }

    /// Eight bytes, the lowest first; the caller has made room and advances.
    @inline(__always)
    mutating func store(_ word: UInt64, at position: Int) {
        unsafe UnsafeMutableRawPointer(memory + position)
            .storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
