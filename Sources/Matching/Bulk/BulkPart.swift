package import Records

/// Entries of one partition that were scattered together, with the bytes of their long keys in the
/// same order.
@safe
package struct BulkPart {
    package var chunks: [UnsafeBufferPointer<BulkEntry>]
    /// Four bytes of length before each key.
    package var keys: UnsafeBufferPointer<UInt8>

    package init(
        chunks: [UnsafeBufferPointer<BulkEntry>], keys: UnsafeBufferPointer<UInt8>
    ) {
        unsafe self.chunks = unsafe chunks
        unsafe self.keys = unsafe keys
    }

    package var count: Int { unsafe chunks.reduce(0) { $0 + $1.count } }
}
