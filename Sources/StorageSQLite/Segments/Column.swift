/// The cells of one column of a mapped file, or one value for all of them.
@safe
struct Column<Value: FixedWidthInteger & Sendable>: @unchecked Sendable {
    // Unchecked, because the cells are read-only and `file` keeps the mapping.
    private let file: ColumnFile?
    private let start: UnsafeRawPointer?
    private let constant: Value
    let count: Int

    init(constant: Value, count: Int) {
        file = nil
        unsafe start = nil
        self.constant = constant
        self.count = count
    }

    /// `bytes` hold `count` cells and are of the file's mapping.
    init(_ bytes: UnsafeRawBufferPointer, count: Int, in file: ColumnFile) {
        precondition(bytes.count == count * MemoryLayout<Value>.size, "\(count) cells")
        self.file = file
        unsafe start = bytes.baseAddress
        constant = 0
        self.count = count
    }

    @inline(__always)
    subscript(row: Int) -> Value {
        precondition(row >= 0 && row < count, "cell \(row) of \(count)")
        guard let start = unsafe start else { return constant }
        // The check above is the bounds check.
        return unsafe Value(
            littleEndian: start.loadUnaligned(
                fromByteOffset: row &* MemoryLayout<Value>.size, as: Value.self))
    }

    /// The value of all rows, where it stands in the header.
    var constantValue: Value? { unsafe start == nil ? constant : nil }

    /// All cells of a column that stands in the file: for loops over millions of them. They live as
    /// long as the file, and are as they stand on a little-endian machine.
    var cells: UnsafeBufferPointer<Value> {
        // Columns are aligned to 64 bytes.
        unsafe UnsafeBufferPointer(
            start: start?.assumingMemoryBound(to: Value.self), count: start == nil ? 0 : count)
    }

    /// A stretch of a column of bytes; nil where it is not all there.
    func bytes(_ offset: Int, _ length: Int) -> UnsafeRawBufferPointer? where Value == UInt8 {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            return nil
        }
        guard let start = unsafe start else { return nil }
        return unsafe UnsafeRawBufferPointer(start: start + offset, count: length)
    }
}
