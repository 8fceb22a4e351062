import Crypto

/// Opens blocks of what a `Sealer` sealed.
struct Opener: Sendable {
    let header: SealedHeader
    private let encoded: [UInt8]
    private let key: SymmetricKey

    init(_ header: SealedHeader, place: String, with key: DataKey) {
        self.header = header
        encoded = header.encoded()
        self.key = Sealer.key(header, place: place, of: key)
    }

    /// The text of a block from its bytes with their tag; nil where they are not what was sealed.
    func open(_ block: Int, _ stored: [UInt8]) -> [UInt8]? {
        let length = header.plain(block).count
        guard stored.count == length + SealedHeader.tagBytes,
            let box = try? AES.GCM.SealedBox(
                nonce: header.nonce(block), ciphertext: stored[..<length], tag: stored[length...]),
            let plain = try? AES.GCM.open(box, using: key, authenticating: encoded)
        else { return nil }
        return [UInt8](plain)
    }
}
