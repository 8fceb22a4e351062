/// One stream out of a compound file ([MS-CFB]), the container of a legacy .xls.
///
/// Every chain of sectors is followed for at most as many steps as the file has sectors, so that a
/// circle ends; every sector is checked to lie inside the file.
struct CompoundFile {
    enum Failure: Error { case damaged(String) }

    private let bytes: [UInt8]
    private let sectorSize: Int
    private var table: [UInt32] = []
    private var miniTable: [UInt32] = []
    private var miniStream: [UInt8] = []

    /// The first bytes of every compound file.
    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let headerBytes = 512
    private static let miniSectorSize = 64
    /// Streams below this size lie in the mini stream.
    private static let miniCutoff = 4096
    private static let entryBytes = 128
    /// Sector numbers from here on are marks: end of chain, free, table.
    private static let firstMark: UInt32 = 0xFFFF_FFFA

    init(_ bytes: [UInt8]) throws(Failure) {
        guard bytes.count >= CompoundFile.headerBytes, bytes.starts(with: CompoundFile.signature)
        else { throw .damaged("header") }
        self.bytes = bytes
        let shift = Int(LittleEndian.word16(bytes, 30))
        guard shift == 9 || shift == 12 else { throw .damaged("sector size 2^\(shift)") }
        sectorSize = 1 << shift
        table = try readTable()
        let miniStart = LittleEndian.word32(bytes, 60)
        if miniStart < CompoundFile.firstMark {
            miniTable = CompoundFile.words(try chain(from: miniStart))
        }
    }

    /// The bytes of the first stream that bears one of the names.
    mutating func stream(named names: [String]) throws(Failure) -> [UInt8] {
        let directory = try chain(from: LittleEndian.word32(bytes, 48))
        var found: (start: UInt32, size: Int)?
        for offset in stride(from: 0, to: directory.count, by: CompoundFile.entryBytes) {
            guard offset + CompoundFile.entryBytes <= directory.count else { break }
            let kind = directory[offset + 66]
            let start = LittleEndian.word32(directory, offset + 116)
            let size = Int(LittleEndian.word32(directory, offset + 120))
            if kind == 5, start < CompoundFile.firstMark {
                miniStream = try chain(from: start)
            } else if kind == 2, found == nil, names.contains(name(directory, offset)) {
                found = (start, size)
            }
        }
        guard let found else { throw .damaged(names.joined(separator: ", ")) }
        let data =
            found.size < CompoundFile.miniCutoff
            ? try miniChain(from: found.start) : try chain(from: found.start)
        guard data.count >= found.size else { throw .damaged("stream of \(found.size) bytes") }
        return Array(data[..<found.size])
    }

    private func name(_ directory: [UInt8], _ offset: Int) -> String {
        let length = min(64, Int(LittleEndian.word16(directory, offset + 64)))
        let units = stride(from: 0, to: max(0, length - 2), by: 2).map {
            LittleEndian.word16(directory, offset + $0)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The sector table: 109 sectors named in the header, more in a chain of their own.
    private func readTable() throws(Failure) -> [UInt32] {
        var sectors = (0..<109).map { LittleEndian.word32(bytes, 76 + 4 * $0) }
        var next = LittleEndian.word32(bytes, 68)
        var steps = 0
        while next < CompoundFile.firstMark {
            guard steps <= sectorCount else { throw .damaged("circle of tables") }
            let words = CompoundFile.words(Array(try sector(next)))
            sectors += words.dropLast()
            next = words[words.count - 1]
            steps += 1
        }
        var table: [UInt32] = []
        for number in sectors where number < CompoundFile.firstMark {
            guard table.count <= sectorCount + sectorSize else { throw .damaged("table") }
            table += CompoundFile.words(Array(try sector(number)))
        }
        return table
    }

    private var sectorCount: Int { bytes.count / sectorSize }

    private func sector(_ number: UInt32) throws(Failure) -> ArraySlice<UInt8> {
        let start = (Int(number) + 1) * sectorSize
        guard start < bytes.count else { throw .damaged("sector \(number)") }
        // Some writers leave the last sector short.
        return bytes[start..<min(bytes.count, start + sectorSize)]
    }

    private func chain(from start: UInt32) throws(Failure) -> [UInt8] {
        var data: [UInt8] = []
        var number = start
        var steps = 0
        while number < CompoundFile.firstMark {
            guard steps <= sectorCount, Int(number) < table.count else {
                throw .damaged("chain from sector \(start)")
            }
            data += try sector(number)
            number = table[Int(number)]
            steps += 1
        }
        return data
    }

    private func miniChain(from start: UInt32) throws(Failure) -> [UInt8] {
        var data: [UInt8] = []
        var number = start
        while number < CompoundFile.firstMark {
            let offset = Int(number) * CompoundFile.miniSectorSize
            guard data.count <= miniStream.count, Int(number) < miniTable.count,
                offset < miniStream.count
            else { throw .damaged("chain from mini sector \(start)") }
            let end = min(miniStream.count, offset + CompoundFile.miniSectorSize)
            data += miniStream[offset..<end]
            number = miniTable[Int(number)]
        }
        return data
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: bytes.count / 4 * 4, by: 4).map { LittleEndian.word32(bytes, $0) }
    }
}
