import Crypto

/// A node of the tree: 32 bytes of SHA-256, kept as four words, most significant byte first.
package struct TreeHash: Hashable, Sendable, CustomStringConvertible {
    let a: UInt64
    let b: UInt64
    let c: UInt64
    let d: UInt64

    package static let byteCount = 32

    /// Fails unless `bytes` are 32.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == TreeHash.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for (index, byte) in bytes.enumerated() {
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | UInt64(byte)
            case 1: words.1 = words.1 << 8 | UInt64(byte)
            case 2: words.2 = words.2 << 8 | UInt64(byte)
            default: words.3 = words.3 << 8 | UInt64(byte)
            }
        }
        (a, b, c, d) = words
    }

    private init(_ digest: SHA256.Digest) {
        (a, b, c, d) = unsafe digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                unsafe UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
    }

    /// RFC 6962, 2.1: MTH({}) = SHA-256().
    package static let empty = TreeHash(SHA256().finalize())

    /// RFC 6962, 2.1: MTH({d(0)}) = SHA-256(0x00 || d(0)).
    package static func leaf(_ bytes: some Collection<UInt8>) -> TreeHash {
        var message: [UInt8] = [0x00]
        message.reserveCapacity(bytes.count + 1)
        message.append(contentsOf: bytes)
        return TreeHash(SHA256.hash(data: message))
    }

    /// The same without a copy, for who hashes leaves in bulk.
    package static func leaf(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        unsafe withUnsafeBytes(of: 0x00 as UInt8) { unsafe hasher.update(bufferPointer: $0) }
        unsafe hasher.update(bufferPointer: bytes)
        return TreeHash(hasher.finalize())
    }

    /// RFC 6962, 2.1: MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])).
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        let words = (
            left.a.bigEndian, left.b.bigEndian, left.c.bigEndian, left.d.bigEndian,
            right.a.bigEndian, right.b.bigEndian, right.c.bigEndian, right.d.bigEndian
        )
        var hasher = SHA256()
        unsafe withUnsafeBytes(of: 0x01 as UInt8) { unsafe hasher.update(bufferPointer: $0) }
        unsafe withUnsafeBytes(of: words) { unsafe hasher.update(bufferPointer: $0) }
        return TreeHash(hasher.finalize())
    }

    /// MTH over nodes of equal height instead of leaves: the root of a tile, full or partial.
    package static func root(of nodes: some RandomAccessCollection<TreeHash>) -> TreeHash {
        guard !nodes.isEmpty else { return .empty }
        var row = Array(nodes)
        // Pairing level by level and carrying an odd last node up gives the same tree as the
        // RFC's split at the largest power of two.
        while row.count > 1 {
            var above: [TreeHash] = []
            above.reserveCapacity((row.count + 1) / 2)
            var index = 0
            while index + 1 < row.count {
                above.append(.node(row[index], row[index + 1]))
                index += 2
            }
            if index < row.count { above.append(row[index]) }
            row = above
        }
        return row[0]
    }

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(TreeHash.byteCount)
        append(to: &bytes)
        return bytes
    }

    package func append(to bytes: inout [UInt8]) {
        for word in [a, b, c, d] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }

    package var base64: String { Base64.encode(bytes) }

    package var description: String { base64 }
}
