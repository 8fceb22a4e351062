/// Archives written by hand, so that a test can make them lie.
enum ArchiveBuilder {
    struct Entry {
        var name: [UInt8]
        var data: [UInt8]
        /// The data as it lies in the archive, with its method (8 = deflate); nil: stored.
        var deflated: [UInt8]?
        var declaredSize: Int?
        var declaredCompressedSize: Int?
        var checksum: UInt32?
        var flags: UInt16 = 0

        init(_ name: [UInt8], _ data: [UInt8]) {
            self.name = name
            self.data = data
        }

        init(_ name: String, _ data: String) { self.init(Array(name.utf8), Array(data.utf8)) }
    }

    /// PKZIP APPNOTE 4.3: local headers and data, the central directory, its end.
    static func zip(_ entries: [Entry]) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let stored = entry.deflated ?? entry.data
            var fields = little(entry.flags) + little(UInt16(entry.deflated == nil ? 0 : 8))
            fields += little(UInt32(0))
            fields += little(entry.checksum ?? crc32(entry.data))
            fields += little(UInt32(entry.declaredCompressedSize ?? stored.count))
            fields += little(UInt32(entry.declaredSize ?? entry.data.count))
            fields += little(UInt16(entry.name.count)) + little(UInt16(0))
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + fields
            directory += [UInt8](repeating: 0, count: 10) + little(UInt32(archive.count))
            directory += entry.name
            archive += [0x50, 0x4B, 3, 4, 20, 0] + fields + entry.name + stored
        }
        let start = archive.count
        archive += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        archive += little(UInt16(entries.count)) + little(UInt16(entries.count))
        archive += little(UInt32(directory.count)) + little(UInt32(start)) + [0, 0]
        return archive
    }

    static func gzip(_ data: [UInt8], name: [UInt8]? = nil) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, name == nil ? 0 : 8, 0, 0, 0, 0, 0, 3]
        if let name { file += name + [0] }
        return file + storedBlocks(data) + little(crc32(data)) + little(UInt32(data.count))
    }

    static func gzipOfZeros(_ count: Int) -> [UInt8] {
        let zeros = [UInt8](repeating: 0, count: count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflatedZeros(count)
            + little(crc32(zeros)) + little(UInt32(count))
    }

    /// RFC 1951 §3.2.4: blocks without compression.
    private static func storedBlocks(_ data: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, data.count)
            let length = UInt16(end - start)
            blocks += [end == data.count ? 1 : 0] + little(length) + little(~length)
            blocks += data[start..<end]
            start = end
        } while start < data.count
        return blocks
    }

    /// RFC 1951 §3.2.6: a zero, then copies of 258 zeros in thirteen bits each, 1 : 158.
    /// `count` is 1 and a multiple of 258.
    static func deflatedZeros(_ count: Int) -> [UInt8] {
        precondition((count - 1) % 258 == 0, "\(count) zeros")
        var bytes: [UInt8] = []
        var bitCount = 0
        func put(_ bits: String) {
            for bit in bits.utf8 {
                if bitCount % 8 == 0 { bytes.append(0) }
                if bit == 0x31 { bytes[bytes.count - 1] |= 1 << UInt8(bitCount % 8) }
                bitCount += 1
            }
        }
        put("110")  // Last block; fixed codes (01, low bit first).
        put("00110000")  // The literal 0.
        for _ in 0..<(count - 1) / 258 { put("1100010100000") }  // Length 258, distance 1.
        put("0000000")  // End of block.
        return bytes
    }

    static func crc32(_ data: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8
        }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
        }
    }

    private static func little(_ value: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)]
    }

    private static func little(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }
}
