/// A number per row that many workers set, each row at most once.
@safe
final class BulkPartners: @unchecked Sendable {
    private let numbers: UnsafeMutableBufferPointer<UInt32>

    init(count: Int) {
        let memory = unsafe LargePages.allocate(max(count, 1) * MemoryLayout<UInt32>.stride)
        // Zeros, as they come from the system.
        unsafe numbers = UnsafeMutableBufferPointer(
            start: memory.bindMemory(to: UInt32.self, capacity: max(count, 1)), count: count)
    }

    deinit {
        unsafe LargePages.free(
            UnsafeMutableRawPointer(numbers.baseAddress!),
            max(numbers.count, 1) * MemoryLayout<UInt32>.stride)
    }

    /// Rows come in no order. The look at what stands there makes the processor fetch it ahead, of
    /// many rows at once; it would store into one after the other.
    @inline(__always)
    func set(_ row: Int, _ number: UInt32) {
        precondition(unsafe numbers[row] == 0, "row \(row) is settled twice")
        unsafe numbers[row] = number
    }

    func array() -> [UInt32] { unsafe Array(numbers) }
}
