/// The bytes of an entry bundle: each entry after its length in 16 bits, big-endian.
package struct EntryBundle: Sendable {
    /// The entries that could be read, in order, and where each begins (its length's offset).
    package private(set) var entries: [ArraySlice<UInt8>] = []
    package private(set) var offsets: [Int] = []
    /// Where the bytes stop to be entries: a length that reaches beyond the end, or bytes after the
    /// last entry. Nil for a sound bundle.
    package private(set) var fault: Int?

    /// `width` entries are expected.
    package init(_ bytes: [UInt8], width: Int) {
        var offset = 0
        while entries.count < width {
            guard offset + 2 <= bytes.count else { break }
            let end = offset + 2 + (Int(bytes[offset]) << 8 | Int(bytes[offset + 1]))
            guard end <= bytes.count else { break }
            offsets.append(offset)
            entries.append(bytes[(offset + 2)..<end])
            offset = end
        }
        if entries.count < width || offset < bytes.count { fault = offset }
    }

    /// The offset of the first entry that has not the hash it should have; else the fault, if any.
    func fault(against hashes: [TreeHash]) -> Int? {
        for (index, entry) in entries.enumerated() where .leaf(entry) != hashes[index] {
            return offsets[index]
        }
        return fault
    }

    package static func append(
        _ entry: some Collection<UInt8>, to bytes: inout [UInt8]
    ) throws(LogError) {
        guard entry.count <= TransparencyLog.leafLimit else {
            throw .tooLarge(part: .leaf, found: entry.count, limit: TransparencyLog.leafLimit)
        }
        bytes.append(UInt8(entry.count >> 8))
        bytes.append(UInt8(entry.count & 0xFF))
        bytes.append(contentsOf: entry)
    }
}
