/// Zip and gzip files with nothing in them that changes from run to run: members are stored, and
/// every date is the first that zip knows.
enum DemoArchive {
    struct Member {
        /// In the encoding the channel writes (Alipay: GBK, with the UTF-8 flag clear).
        var name: [UInt8]
        var bytes: [UInt8]
    }

    /// APPNOTE.TXT 4.3: local headers with data, the central directory, its end record.
    static func zip(_ members: [Member]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let size = UInt32(member.bytes.count)
            var common = little(UInt16(20)) + little(UInt16(0)) + little(UInt16(0))
            common += little(UInt16(0)) + little(UInt16(0x0021))
            common += little(crc32(member.bytes)) + little(size) + little(size)
            common += little(UInt16(member.name.count)) + little(UInt16(0))
            directory += little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common
            directory += [UInt8](repeating: 0, count: 10) + little(UInt32(body.count))
            directory += member.name
            body += little(UInt32(0x0403_4B50)) + common + member.name + member.bytes
        }
        let count = UInt16(members.count)
        let start = UInt32(body.count)
        let end =
            little(UInt32(0x0605_4B50)) + little(UInt32(0)) + little(count) + little(count)
            + little(UInt32(directory.count)) + little(start) + little(UInt16(0))
        return body + directory + end
    }

    /// RFC 1952 around RFC 1951 stored blocks of at most 65,535 bytes.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            file += [end == bytes.count ? 1 : 0] + little(length) + little(~length)
            file += bytes[start..<end]
            start = end
        } while start < bytes.count
        return file + little(crc32(bytes)) + little(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// ISO 3309, polynomial 0xEDB88320, bit by bit: the files are small.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~crc
    }

    private static func little<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word) -> [UInt8] {
        (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
    }
}
