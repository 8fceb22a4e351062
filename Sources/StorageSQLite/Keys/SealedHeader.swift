import Crypto

/// The first bytes of what is sealed (docs/encryption.md): which data key, in blocks of how many
/// bytes, and how many in all. Each block is authenticated together with them.
struct SealedHeader: Sendable, Hashable {
    private static let magic = Array("MBSEALED".utf8)
    private static let version: UInt32 = 1
    static let byteCount = 64
    static let tagBytes = 16
    /// Blocks of more would be too much memory for a word; of less, more tags than text.
    private static let blockSizes = 1 << 10...1 << 20

    /// The data key.
    let key: Int
    let blockBytes: Int
    let plainBytes: Int
    /// 32 bytes that follow from key, place and content: equal contents of a place are equal bytes,
    /// and no two contents share a key.
    let salt: [UInt8]

    init(key: Int, blockBytes: Int, plainBytes: Int, salt: [UInt8]) {
        self.key = key
        self.blockBytes = blockBytes
        self.plainBytes = plainBytes
        self.salt = salt
    }

    var blocks: Int { max(1, (plainBytes + blockBytes - 1) / blockBytes) }

    /// Bytes of header, blocks and tags.
    var storedBytes: Int {
        SealedHeader.byteCount + plainBytes + blocks * SealedHeader.tagBytes
    }

    /// Where a block's text stands in the whole.
    func plain(_ block: Int) -> Range<Int> {
        block * blockBytes..<min((block + 1) * blockBytes, plainBytes)
    }

    /// Where a block with its tag stands in what is stored.
    func stored(_ block: Int) -> Range<Int> {
        let start =
            SealedHeader.byteCount + block * (blockBytes + SealedHeader.tagBytes)
        return start..<start + plain(block).count + SealedHeader.tagBytes
    }

    /// The block's number, and whether it is the last: what was cut does not open.
    func nonce(_ block: Int) -> AES.GCM.Nonce {
        var bytes: [UInt8] = []
        LittleEndianBytes.append(UInt64(block), to: &bytes)
        LittleEndianBytes.append(UInt32(block == blocks - 1 ? 1 : 0), to: &bytes)
        guard let nonce = try? AES.GCM.Nonce(data: bytes) else {
            preconditionFailure("a nonce of \(bytes.count) bytes")
        }
        return nonce
    }

    func encoded() -> [UInt8] {
        var bytes = SealedHeader.magic
        LittleEndianBytes.append(SealedHeader.version, to: &bytes)
        LittleEndianBytes.append(UInt32(key), to: &bytes)
        LittleEndianBytes.append(UInt64(blockBytes), to: &bytes)
        LittleEndianBytes.append(UInt64(plainBytes), to: &bytes)
        return bytes + salt
    }

    /// Nil where the first bytes are no header, or not one of `stored` bytes.
    init?(_ bytes: [UInt8], stored: Int) {
        guard bytes.count == SealedHeader.byteCount, Array(bytes[..<8]) == SealedHeader.magic,
            LittleEndianBytes.value(bytes, 8, as: UInt32.self) == SealedHeader.version
        else { return nil }
        key = Int(LittleEndianBytes.value(bytes, 12, as: UInt32.self))
        let (block, plain) = (
            LittleEndianBytes.value(bytes, 16, as: UInt64.self),
            LittleEndianBytes.value(bytes, 24, as: UInt64.self)
        )
        guard let blockBytes = Int(exactly: block), SealedHeader.blockSizes.contains(blockBytes),
            let plainBytes = Int(exactly: plain), plainBytes <= stored
        else { return nil }
        self.blockBytes = blockBytes
        self.plainBytes = plainBytes
        salt = Array(bytes[32...])
        guard storedBytes == stored else { return nil }
    }
}
