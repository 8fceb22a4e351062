/// What may still be unpacked of one file: shared by all members, whatever container they lie in.
struct UnpackingBudget {
    private let limits: Limits
    /// Size of the file that everything is unpacked from.
    private let fileBytes: Int
    private var unpacked = 0

    init(_ limits: Limits, fileBytes: Int) {
        self.limits = limits
        self.fileBytes = fileBytes
    }

    /// Before unpacking: what the container declares. Declared sizes lie, hence `take` too.
    func check(declared: Int, compressed: Int) throws(ContainerFault) {
        try check(size: declared, compressed: compressed, total: unpacked + declared)
    }

    /// While unpacking: `size` bytes of the member are out, `count` of them new.
    mutating func take(_ count: Int, size: Int, compressed: Int) throws(ContainerFault) {
        unpacked += count
        try check(size: size, compressed: compressed, total: unpacked)
    }

    private func check(size: Int, compressed: Int, total: Int) throws(ContainerFault) {
        guard size <= limits.fileBytes, total <= limits.archiveBytes else {
            throw .limit("\(total)", min(limits.archiveBytes, limits.fileBytes), "bytes")
        }
        try check(ratioOf: size, to: compressed)
        // Members that overlap each look innocent and together are a bomb.
        try check(ratioOf: total, to: fileBytes)
    }

    private func check(ratioOf size: Int, to compressed: Int) throws(ContainerFault) {
        guard size <= limits.ratioFloorBytes || size / limits.compressionRatio <= compressed else {
            throw .limit("\(size) : \(compressed)", limits.compressionRatio, ": 1")
        }
    }
}
