import Crypto

/// The first bytes of a column file (docs/formats/segments.md): what it holds, where each column
/// stands and its SHA-256; the last 32 are the SHA-256 of those before, and so of the whole file.
package struct ColumnFileHeader: Sendable, Hashable {
    static let magic: [UInt8] = Array("MBCOLUMN".utf8)
    static let version: UInt16 = 1
    /// Bytes of a cache line: columns and the header are padded to it.
    static let alignment = 64
    static let digestBytes = 32
    private static let fixedBytes = 64
    private static let columnBytes = 64

    package struct Column: Sendable, Hashable {
        package enum Form: UInt8, Sendable {
            case plain, constant
            /// Plain, then sealed: the digest is that of the text.
            case sealed
        }

        var id: UInt16
        var form: Form
        /// Bytes of a cell; 0 where the column is not one cell per row.
        var width: UInt8
        /// Of a constant: the low and the high half of its value.
        var offset: UInt64
        var byteCount: UInt64
        /// Zeros of a constant.
        var digest: [UInt8]
    }

    var kind: ColumnFileKind
    /// Of the segment, the run, or the index file.
    var number: UInt32
    var rows: UInt64
    var fileBytes: UInt64 = 0
    var columns: [Column] = []
    /// Columns that there is room for: the header comes first and is written last.
    var capacity: Int

    init(_ kind: ColumnFileKind, number: Int, rows: Int, capacity: Int) {
        self.kind = kind
        self.number = UInt32(number)
        self.rows = UInt64(rows)
        self.capacity = capacity
    }

    /// The value of a column that is one for all rows.
    func constant(_ id: UInt16) -> UInt64? {
        columns.first { $0.id == id && $0.form == .constant }?.offset
    }

    /// Of header and table together.
    var byteCount: Int {
        let bytes =
            ColumnFileHeader.fixedBytes + capacity * ColumnFileHeader.columnBytes
            + ColumnFileHeader.digestBytes
        return ColumnFileHeader.padded(bytes)
    }

    static func padded(_ count: Int) -> Int { (count + alignment - 1) & ~(alignment - 1) }

    /// The header's bytes, its digest last.
    func encoded() -> [UInt8] {
        precondition(columns.count <= capacity, "\(columns.count) columns of \(capacity)")
        var bytes: [UInt8] = ColumnFileHeader.magic
        LittleEndianBytes.append(ColumnFileHeader.version, to: &bytes)
        LittleEndianBytes.append(kind.rawValue, to: &bytes)
        LittleEndianBytes.append(UInt32(byteCount), to: &bytes)
        LittleEndianBytes.append(fileBytes, to: &bytes)
        LittleEndianBytes.append(rows, to: &bytes)
        LittleEndianBytes.append(number, to: &bytes)
        LittleEndianBytes.append(UInt32(columns.count), to: &bytes)
        bytes += [UInt8](repeating: 0, count: ColumnFileHeader.fixedBytes - bytes.count)
        for column in columns {
            LittleEndianBytes.append(column.id, to: &bytes)
            bytes += [column.form.rawValue, column.width, 0, 0, 0, 0]
            LittleEndianBytes.append(column.offset, to: &bytes)
            LittleEndianBytes.append(column.byteCount, to: &bytes)
            LittleEndianBytes.append(0 as UInt64, to: &bytes)
            bytes += column.digest
        }
        let body = byteCount - ColumnFileHeader.digestBytes
        bytes += [UInt8](repeating: 0, count: body - bytes.count)
        return bytes + Array(SHA256.hash(data: bytes))
    }

    /// How many of a file's first bytes are its header, where they say so and it is within limits.
    static func byteCount(_ start: [UInt8], file: String) throws(SegmentFault) -> Int {
        guard start.count >= fixedBytes, Array(start[0..<8]) == magic else {
            throw .header(file: file, .magic)
        }
        guard LittleEndianBytes.value(start, 8, as: UInt16.self) == version else {
            throw .header(file: file, .version)
        }
        let count = Int(LittleEndianBytes.value(start, 12, as: UInt32.self))
        guard count > fixedBytes, count <= SegmentLimits.headerBytes, count % alignment == 0 else {
            throw .header(file: file, .columns)
        }
        return count
    }

    /// Reads a whole header. What it says of the columns is within the file and overlaps nowhere.
    init(_ bytes: [UInt8], fileBytes found: Int, file: String) throws(SegmentFault) {
        guard try ColumnFileHeader.byteCount(bytes, file: file) == bytes.count else {
            throw .size(file: file, found: found, expected: bytes.count)
        }
        let body = bytes.count - ColumnFileHeader.digestBytes
        guard SHA256.hash(data: bytes[..<body]) == bytes[body...] else {
            throw .header(file: file, .digest)
        }
        guard
            let kind = ColumnFileKind(rawValue: LittleEndianBytes.value(bytes, 10, as: UInt16.self))
        else { throw .header(file: file, .kind) }
        self.kind = kind
        fileBytes = LittleEndianBytes.value(bytes, 16, as: UInt64.self)
        rows = LittleEndianBytes.value(bytes, 24, as: UInt64.self)
        number = LittleEndianBytes.value(bytes, 32, as: UInt32.self)
        guard fileBytes == UInt64(found) else {
            throw .size(file: file, found: found, expected: Int(clamping: fileBytes))
        }
        let count = Int(LittleEndianBytes.value(bytes, 36, as: UInt32.self))
        capacity = (body - ColumnFileHeader.fixedBytes) / ColumnFileHeader.columnBytes
        guard count <= capacity, rows <= UInt64(SegmentLimits.rows) else {
            throw .header(file: file, .columns)
        }
        for index in 0..<count {
            let place = ColumnFileHeader.fixedBytes + index * ColumnFileHeader.columnBytes
            columns.append(try ColumnFileHeader.column(bytes, place, file))
        }
        try check(file)
    }

    private static func column(
        _ bytes: [UInt8], _ place: Int, _ file: String
    ) throws(SegmentFault) -> Column {
        guard let form = Column.Form(rawValue: bytes[place + 2]) else {
            throw .header(file: file, .columns)
        }
        return Column(
            id: LittleEndianBytes.value(bytes, place, as: UInt16.self), form: form,
            width: bytes[place + 3],
            offset: LittleEndianBytes.value(bytes, place + 8, as: UInt64.self),
            byteCount: LittleEndianBytes.value(bytes, place + 16, as: UInt64.self),
            digest: Array(bytes[place + 32..<place + 64]))
    }

    /// Columns stand one behind the other, aligned, within the file, with a cell for every row.
    private func check(_ file: String) throws(SegmentFault) {
        var end = UInt64(byteCount)
        guard end <= fileBytes else { throw .header(file: file, .columns) }
        var seen: Set<UInt16> = []
        for column in columns {
            guard seen.insert(column.id).inserted, [0, 1, 2, 4, 8, 16].contains(column.width) else {
                throw .header(file: file, .columns)
            }
            guard column.form != .constant else { continue }
            guard column.form == .plain || column.width == 0 else {
                throw .header(file: file, .columns)
            }
            let (cells, overflow) = rows.multipliedReportingOverflow(by: UInt64(column.width))
            guard column.offset == end, column.byteCount <= fileBytes - end, !overflow,
                column.width == 0 || column.byteCount == cells
            else { throw .header(file: file, .columns) }
            end = (end + column.byteCount + 63) & ~63
            guard end <= fileBytes else { throw .header(file: file, .columns) }
        }
        guard end == fileBytes else { throw .header(file: file, .columns) }
    }
}
