/// A published log as it lies somewhere: bytes by path.
package protocol PublishedLog {
    /// The file's bytes, or nil if it is not there. `limit` is the most a sound file can have; of a
    /// longer one, more than that may be cut off.
    func bytes(at path: String, limit: Int) throws -> [UInt8]?

    /// The paths of all files below `tile/`.
    func tilePaths() throws -> [String]
}

extension PublishedLog {
    /// A tile's bytes, at most a byte more than it may have.
    func bytes(of path: TilePath) throws -> [UInt8]? {
        let perEntry =
            switch path.kind {
            case .hashes: TreeHash.byteCount
            case .entries: 2 + TransparencyLog.leafLimit
            }
        return try bytes(at: "\(path)", limit: path.width * perEntry)
    }
}
