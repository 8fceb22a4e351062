import Crypto
import Engine
import Glibc

/// A column file that is open: mapped, its header checked, its columns not yet believed – every
/// read is within the column, and `faults` compares all of it with the header.
@safe
final class ColumnFile: @unchecked Sendable {
    // Unchecked, because the mapping is read-only and lives as long as the object.
    let path: SegmentPath
    let header: ColumnFileHeader
    /// The SHA-256 of the header, which names the whole file.
    let digest: [UInt8]
    private let bytes: UnsafeRawBufferPointer

    var rows: Int { Int(header.rows) }

    init(
        _ path: SegmentPath, _ kind: ColumnFileKind, number: Int
    ) throws(SegmentFault) {
        self.path = path
        let descriptor = unsafe open(path.full, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .missing(file: path.shown) }
            throw SegmentOutput.failure(path, .open)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SegmentOutput.failure(path, .read)
        }
        let count = Int(status.st_size)
        let smallest = ColumnFileHeader.alignment
        guard count >= smallest else {
            throw .size(file: path.shown, found: count, expected: smallest)
        }
        let address = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw SegmentOutput.failure(path, .read)
        }
        let mapped = unsafe UnsafeRawBufferPointer(start: address, count: count)
        do throws(SegmentFault) {
            header = try unsafe ColumnFile.header(of: mapped, path)
            guard header.kind == kind else { throw .header(file: path.shown, .kind) }
            guard header.number == UInt32(number) else {
                throw .header(file: path.shown, .number)
            }
        } catch {
            unsafe munmap(address, count)
            throw error
        }
        digest = unsafe Array(
            mapped[header.byteCount - ColumnFileHeader.digestBytes..<header.byteCount])
        unsafe bytes = unsafe mapped
    }

    deinit { unsafe _ = munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }

    private static func header(
        of bytes: UnsafeRawBufferPointer, _ path: SegmentPath
    ) throws(SegmentFault) -> ColumnFileHeader {
        let start = unsafe Array(bytes[..<ColumnFileHeader.alignment])
        let count = try ColumnFileHeader.byteCount(start, file: path.shown)
        guard count <= bytes.count else {
            throw .size(file: path.shown, found: bytes.count, expected: count)
        }
        return try unsafe ColumnFileHeader(
            Array(bytes[..<count]), fileBytes: bytes.count, file: path.shown)
    }

    /// The cells of a column; `missing` for every row where the file has no such column.
    func column<Value: FixedWidthInteger>(
        _ id: UInt16, missing: Value
    ) throws(SegmentFault) -> Column<Value> {
        guard let entry = header.columns.first(where: { $0.id == id }) else {
            return Column(constant: missing, count: rows)
        }
        guard Int(entry.width) == MemoryLayout<Value>.size else { throw fault(id) }
        switch entry.form {
        case .constant:
            let wide = UInt128(entry.byteCount) << 64 | UInt128(entry.offset)
            return Column(constant: Value(truncatingIfNeeded: wide), count: rows)
        case .plain:
            return unsafe Column(bytes(of: entry), count: rows, in: self)
        }
    }

    /// The cells of a column that is not one cell per row; nil where the file has none.
    func list<Value: FixedWidthInteger>(
        _ id: UInt16, of: Value.Type
    ) throws(SegmentFault) -> Column<Value>? {
        guard let entry = header.columns.first(where: { $0.id == id }) else { return nil }
        let size = MemoryLayout<Value>.size
        guard entry.width == 0, entry.form == .plain, entry.byteCount % UInt64(size) == 0 else {
            throw fault(id)
        }
        return unsafe Column(bytes(of: entry), count: Int(entry.byteCount) / size, in: self)
    }

    /// What of the file is not as it was written; `expected` is the SHA-256 of the catalogue.
    func faults(expected: [UInt8]?) -> [SegmentFault] {
        var faults: [SegmentFault] = []
        if let expected, digest != expected {
            faults.append(
                .digest(
                    file: path.shown, found: Digest.hex(digest), expected: Digest.hex(expected)))
        }
        var end = header.byteCount
        for entry in header.columns where entry.form == .plain {
            let column = unsafe bytes(of: entry)
            var hasher = SHA256()
            unsafe hasher.update(bufferPointer: column)
            if Array(hasher.finalize()) != entry.digest { faults.append(fault(entry.id)) }
            end = Int(entry.offset) + column.count
            let next = ColumnFileHeader.padded(end)
            if let offset = (end..<next).first(where: { unsafe bytes[$0] != 0 }) {
                faults.append(.padding(file: path.shown, offset: offset))
            }
        }
        return faults
    }

    func fault(_ id: UInt16) -> SegmentFault {
        .column(file: path.shown, column: header.kind.columnName(id))
    }

    /// The header has been checked: the range is within the file.
    private func bytes(of entry: ColumnFileHeader.Column) -> UnsafeRawBufferPointer {
        let start = Int(entry.offset)
        return unsafe UnsafeRawBufferPointer(
            rebasing: bytes[start..<start + Int(entry.byteCount)])
    }
}
