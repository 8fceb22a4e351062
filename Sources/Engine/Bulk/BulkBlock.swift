import Glibc
import Records
import Statements

/// The buffer of one worker: one block of a file with its cut ends.
@safe
final class BulkBlock {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// Byte of the file that the rows of the block start at.
    private(set) var start = 0
    /// Of the block's nominal bytes, wherever its rows start.
    private(set) var print = Hash128.zero
    private var isNominalASCII = true
    /// Of every byte that was read: the rows may reach beyond the nominal block.
    private(set) var isASCII = true
    /// Bytes of the block's rows.
    private(set) var byteCount = 0
    private var shift = 0
    private var nominalRange = 0..<0

    /// What the rows of a block take at most, and their padding.
    static let byteLimit = BulkEntry.blockBytes + BulkFile.tailBytes + BulkScan.padding + 64

    init() {
        let count = BulkBlock.byteLimit
        let start = unsafe LargePages.allocate(count).bindMemory(to: UInt8.self, capacity: count)
        unsafe memory = UnsafeMutableBufferPointer(start: start, count: count)
    }

    deinit {
        unsafe LargePages.free(UnsafeMutableRawPointer(memory.baseAddress!), memory.count)
    }

    /// Rows that start within the nominal block: from the first row behind its first byte up to the
    /// first one behind its last. `head`: bytes that the first block leaves out. `cuts`: where the
    /// rows of each block start, and the file's end. False where the file has no row end near the
    /// cut, or no longer the bytes it had.
    func load(_ file: BulkFile, _ index: Int, head: Int, cuts: [Int]?) -> Bool {
        let first = index * file.blockBytes
        let last = min(first + file.blockBytes, file.byteCount)
        // One byte more before: a row may start at the very first.
        let from = max(first - 1, 0)
        let tail = cuts.map { $0[index + 1] - last } ?? BulkFile.tailBytes
        let to = min(last + tail, file.byteCount)
        if unsafe to - from + BulkScan.padding > memory.count { return false }
        let part = unsafe UnsafeMutableBufferPointer(rebasing: memory[..<(to - from)])
        guard unsafe file.read(part, at: from) else { return false }
        start = head
        if let cuts {
            start = cuts[index]
        } else if index > 0 {
            guard let at = rowStart(from: 0, to: to - from) else { return false }
            start = max(head, from + at)
        }
        var end = cuts?[index + 1] ?? file.byteCount
        if cuts == nil, last < file.byteCount {
            guard let at = rowStart(from: last - 1 - from, to: to - from) else { return false }
            end = from + at
        }
        shift = start - from
        nominalRange = first - from..<last - from
        let found = unsafe Fingerprint.of(nominal)
        print = found.print
        isNominalASCII = found.isASCII
        byteCount = max(0, end - start)
        isASCII = isNominalASCII && isTailASCII(from: last - from, to: end - from)
        for index in 0..<BulkScan.padding { unsafe memory[shift + byteCount + index] = 0 }
        return true
    }

    var bytes: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: memory[shift..<shift + byteCount])
    }

    private var nominal: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: memory[nominalRange])
    }

    private func isTailASCII(from: Int, to: Int) -> Bool {
        for index in stride(from: from, to: to, by: 1) where unsafe memory[index] >= 0x80 {
            return false
        }
        return true
    }

    /// Behind the first line feed.
    private func rowStart(from: Int, to: Int) -> Int? {
        guard let found = unsafe memchr(memory.baseAddress! + from, 0x0A, to - from) else {
            return nil
        }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(memory.baseAddress!) + 1
    }
}
