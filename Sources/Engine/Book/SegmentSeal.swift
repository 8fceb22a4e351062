/// What a segment of entries is known by, lower-case hexadecimal.
package struct SegmentSeal: Sendable, Hashable {
    package var sha256: String
    /// RFC 6962 root over the entries' canonical bytes.
    package var merkleRoot: String

    /// The bytes of `sha256`.
    package var digest: [UInt8] {
        let digits = sha256.utf8.map { $0 < 0x3A ? $0 &- 0x30 : $0 &- 0x57 }
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            digits[$0] << 4 | digits[$0 + 1]
        }
    }

    package init(sha256: String, merkleRoot: String) {
        self.sha256 = sha256
        self.merkleRoot = merkleRoot
    }
}
