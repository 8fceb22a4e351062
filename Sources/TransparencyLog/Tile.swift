/// The bytes of a tile: consecutive hashes.
package enum Tile {
    package static func encode(_ hashes: some Collection<TreeHash>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * TreeHash.byteCount)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    package static func decode(
        _ bytes: [UInt8], _ path: TilePath
    ) throws(LogError) -> [TreeHash] {
        let expected = path.width * TreeHash.byteCount
        guard bytes.count == expected else {
            throw .tileLength(path: "\(path)", found: bytes.count, expected: expected)
        }
        return (0..<path.width).map { index in
            let start = index * TreeHash.byteCount
            guard let hash = TreeHash(bytes[start..<start + TreeHash.byteCount]) else {
                preconditionFailure("a slice of \(TreeHash.byteCount) bytes")
            }
            return hash
        }
    }
}
