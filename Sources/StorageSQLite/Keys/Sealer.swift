import Crypto

/// Seals one file or column, block by block: AES-256-GCM under a key that follows from the data
/// key, the place and the content.
struct Sealer {
    let header: SealedHeader
    private let encoded: [UInt8]
    private let key: SymmetricKey

    /// `place` is what the text belongs to: a block does not open in another place.
    init(_ plain: [UInt8], place: String, blockBytes: Int, with key: DataKey) {
        // Synthetic: a file that is made again with other content is never sealed under the same
        // key and nonce.
        let salt = HMAC<SHA256>.authenticationCode(
            for: plain, using: key.derived("matchbook salt " + place))
        header = SealedHeader(
            key: key.number, blockBytes: blockBytes, plainBytes: plain.count, salt: Array(salt))
        encoded = header.encoded()
        self.key = Sealer.key(header, place: place, of: key)
    }

    static func key(_ header: SealedHeader, place: String, of key: DataKey) -> SymmetricKey {
        key.derived("matchbook sealed " + place, salt: header.salt)
    }

    /// A block with its tag; the first has the header before it.
    func block(_ block: Int, of plain: [UInt8]) -> [UInt8] {
        guard
            let box = try? AES.GCM.seal(
                plain[header.plain(block)], using: key, nonce: header.nonce(block),
                authenticating: encoded)
        else { preconditionFailure("AES-GCM") }
        var bytes = block == 0 ? encoded : []
        bytes.reserveCapacity(bytes.count + header.stored(block).count)
        bytes.append(contentsOf: box.ciphertext)
        bytes.append(contentsOf: box.tag)
        return bytes
    }

    /// All of it at once.
    static func seal(
        _ plain: [UInt8], place: String, blockBytes: Int, with key: DataKey
    ) -> [UInt8] {
        let sealer = Sealer(plain, place: place, blockBytes: blockBytes, with: key)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sealer.header.storedBytes)
        for block in 0..<sealer.header.blocks { bytes += sealer.block(block, of: plain) }
        return bytes
    }
}
