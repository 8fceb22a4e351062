/// A number per row that many workers set, each row at most once.
@safe
final class BulkPartners: @unchecked Sendable {
    private let numbers: UnsafeMutableBufferPointer<UInt32>

    init(count: Int) {
        let memory = unsafe LargePages.allocate(max(count, 1) * MemoryLayout<UInt32>.stride)
        unsafe numbers = UnsafeMutableBufferPointer(
            start: memory.bindMemory(to: UInt32.self, capacity: max(count, 1)), count: count)
        unsafe numbers.initialize(repeating: 0)
    }

    deinit { unsafe numbers.deallocate() }

    @inline(__always)
    func set(_ row: Int, _ number: UInt32) { unsafe numbers[row] = number }

    func array() -> [UInt32] { unsafe Array(numbers) }
}
