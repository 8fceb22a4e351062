package import TransparencyLog

/// What the catalogue keeps of a segment that is durably on the disk.
package struct SegmentReceipt: Sendable, Hashable {
    package var number: Int
    package var rows: Int
    /// Names the file: the SHA-256 of its header, which holds those of its columns.
    package var sha256: [UInt8]
    /// RFC 6962, over the canonical bytes of every entry.
    package var root: TreeHash
}
