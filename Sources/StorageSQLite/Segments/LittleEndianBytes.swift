/// Integers in the byte order of column files.
enum LittleEndianBytes {
    static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// The caller has checked that the bytes are there; the array checks again.
    static func value<Value: FixedWidthInteger>(
        _ bytes: [UInt8], _ offset: Int, as: Value.Type
    ) -> Value {
        var value: Value = 0
        for index in (0..<MemoryLayout<Value>.size).reversed() {
            value = value << 8 | Value(truncatingIfNeeded: bytes[offset + index])
        }
        return value
    }
}
