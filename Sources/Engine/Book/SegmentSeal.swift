/// What a segment of entries is known by, lower-case hexadecimal.
package struct SegmentSeal: Sendable, Hashable {
    package var sha256: String
    /// RFC 6962 root over the entries' canonical bytes.
    package var merkleRoot: String

    package init(sha256: String, merkleRoot: String) {
        self.sha256 = sha256
        self.merkleRoot = merkleRoot
    }
}
