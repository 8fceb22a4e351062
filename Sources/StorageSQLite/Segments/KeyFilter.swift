import Records

/// Tells of most keys that are not in a file that they are not, by one look at 32 bytes: a split
/// block Bloom filter (Apache Parquet, "Parquet Bloom Filter", section "SBBF"). What it holds is
/// never denied.
///
/// Blocks follow the order of the hashes, so that sorted look-ups go through the filter once.
struct KeyFilter: Sendable {
    private let cells: Column<UInt32>
    private let skippedBits: UInt64

    /// Words of a block.
    static let words = 8
    /// Bits per key: one in a hundred keys that are not there is looked for in vain.
    private static let keyBits = 10

    /// Nil where the list is no filter: then every key is looked for.
    init?(_ cells: Column<UInt32>?, skippedBits: UInt64) {
        guard let cells, cells.count > 0, cells.count % KeyFilter.words == 0 else { return nil }
        self.cells = cells
        self.skippedBits = skippedBits
    }

    @inline(__always)
    func mayHold(_ high: UInt64, _ low: UInt64) -> Bool {
        unsafe KeyFilter.mayHold(high, low, cells.cells, skippedBits: skippedBits)
    }

    /// `cells` are whole blocks, one or more.
    @inline(__always)
    static func mayHold(
        _ high: UInt64, _ low: UInt64, _ cells: UnsafeBufferPointer<UInt32>, skippedBits: UInt64
    ) -> Bool {
        let block = block(high, UInt64(cells.count / words), skippedBits)
        let mask = mask(low)
        // `block` is less than the count of blocks.
        let found = unsafe UnsafeRawPointer(cells.baseAddress!)
            .loadUnaligned(fromByteOffset: block * words * 4, as: SIMD8<UInt32>.self)
        return found & mask == mask
    }

    /// The filter of sorted keys as it stands in a file; empty where there are none. The first
    /// `skipping` bits are those that all keys have in common.
    static func words(of keys: IndexKeys, skipping: Int) -> [UInt32] {
        guard keys.count > 0 else { return [] }
        let blocks = (keys.count * keyBits + words * 32 - 1) / (words * 32)
        var cells = [SIMD8<UInt32>](repeating: .zero, count: blocks)
        for index in 0..<keys.count {
            cells[block(keys.high[index], UInt64(blocks), UInt64(skipping))] |= mask(
                keys.low[index])
        }
        var flat: [UInt32] = []
        flat.reserveCapacity(blocks * words)
        for cell in cells { for word in 0..<words { flat.append(cell[word]) } }
        return flat
    }

    @inline(__always)
    private static func block(_ high: UInt64, _ blocks: UInt64, _ skippedBits: UInt64) -> Int {
        Int(truncatingIfNeeded: (((high << skippedBits) >> 32) &* blocks) >> 32)
    }

    /// One bit in each word of the block.
    @inline(__always)
    private static func mask(_ low: UInt64) -> SIMD8<UInt32> {
        let salts = SIMD8<UInt32>(
            0x47B6_137B, 0x4497_4D91, 0x8824_AD5B, 0xA2B7_289D,
            0x7054_95C7, 0x2DF1_424B, 0x9EFC_4947, 0x5C6B_FB31)
        let places = (SIMD8(repeating: UInt32(truncatingIfNeeded: low)) &* salts) &>> 27
        return SIMD8(repeating: 1) &<< places
    }
}
