import Crypto
import Engine
import Glibc
import Synchronization

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
    /// What the system was told last; a mapping starts as if it was read whole.
    private let isReadWhole = Atomic(true)

    var rows: Int { Int(header.rows) }

    init(
        _ path: SegmentPath, _ kind: ColumnFileKind, number: Int
    ) throws(SegmentFault) {
        self.path = path
        let (descriptor, count) = try ColumnFile.open(path)
        defer { close(descriptor) }
        let address = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw SegmentOutput.failure(path, .read)
        }
        let mapped = unsafe UnsafeRawBufferPointer(start: address, count: count)
        do throws(SegmentFault) {
            let start = unsafe Array(mapped[..<min(count, SegmentLimits.headerBytes)])
            header = try ColumnFile.header(of: start, fileBytes: count, path, kind, number)
        } catch {
            unsafe munmap(address, count)
            throw error
        }
        digest = unsafe Array(
            mapped[header.byteCount - ColumnFileHeader.digestBytes..<header.byteCount])
        unsafe bytes = unsafe mapped
    }

    /// How the file is going to be read.
    enum Access {
        /// A few cells here and there: the system reads single pages, not what lies around.
        case scattered
        /// Much of it.
        case whole
    }

    func expect(_ access: Access) {
        let isWhole = access == .whole
        guard isReadWhole.exchange(isWhole, ordering: .relaxed) != isWhole else { return }
        let advice = access == .scattered ? MADV_RANDOM : MADV_NORMAL
        // It is advice: nothing is wrong where the system does not take it.
        unsafe _ = madvise(
            UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, Int32(advice))
    }

    /// Gives back the memory that reading much of the file took; the system keeps the pages for the
    /// next reader, but they count no more as this process's. Cells can still be read.
    func release() {
        unsafe _ = madvise(
            UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count,
            Int32(MADV_DONTNEED))
    }

    /// The header alone, without a mapping: for a look at many files.
    static func header(
        at path: SegmentPath, _ kind: ColumnFileKind, number: Int
    ) throws(SegmentFault) -> ColumnFileHeader {
        let (descriptor, count) = try open(path)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: min(count, SegmentLimits.headerBytes))
        let got = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe pread(descriptor, buffer.baseAddress!, buffer.count, 0)
        }
        guard got == bytes.count else { throw SegmentOutput.failure(path, .read) }
        return try header(of: bytes, fileBytes: count, path, kind, number)
    }

    /// An open file and its size, which is at least the smallest header's.
    private static func open(
        _ path: SegmentPath
    ) throws(SegmentFault) -> (descriptor: Int32, count: Int) {
        let descriptor = unsafe Glibc.open(path.full, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .missing(file: path.shown) }
            throw SegmentOutput.failure(path, .open)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let failure = SegmentOutput.failure(path, .read)
            close(descriptor)
            throw failure
        }
        let count = Int(status.st_size)
        let smallest = ColumnFileHeader.alignment
        guard count >= smallest else {
            close(descriptor)
            throw .size(file: path.shown, found: count, expected: smallest)
        }
        return (descriptor, count)
    }

    deinit { unsafe _ = munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }

    /// `bytes` are the file's first, at least as many as the smallest header has.
    private static func header(
        of bytes: [UInt8], fileBytes: Int, _ path: SegmentPath,
        _ kind: ColumnFileKind, _ number: Int
    ) throws(SegmentFault) -> ColumnFileHeader {
        let count = try ColumnFileHeader.byteCount(bytes, file: path.shown)
        guard count <= bytes.count else {
            throw .size(file: path.shown, found: fileBytes, expected: count)
        }
        let header = try ColumnFileHeader(
            Array(bytes[..<count]), fileBytes: fileBytes, file: path.shown)
        guard header.kind == kind else { throw .header(file: path.shown, .kind) }
        guard header.number == UInt32(number) else { throw .header(file: path.shown, .number) }
        return header
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
        case .sealed: throw fault(id)
        }
    }

    /// The header of a sealed column; nil where the file has no such column.
    func sealed(_ column: EntryColumn) throws(SegmentFault) -> SealedHeader? {
        guard let entry = header.columns.first(where: { $0.id == column.rawValue }) else {
            return nil
        }
        guard entry.form == .sealed else { throw fault(column.rawValue) }
        let stored = unsafe bytes(of: entry)
        guard
            let header = SealedHeader(
                unsafe Array(stored.prefix(SealedHeader.byteCount)), stored: stored.count)
        else { throw fault(column.rawValue) }
        return header
    }

    /// What stands in the file of a sealed column.
    func stored(_ column: EntryColumn, _ range: Range<Int>) -> [UInt8] {
        guard let entry = header.columns.first(where: { $0.id == column.rawValue }) else {
            return []
        }
        return unsafe Array(UnsafeRawBufferPointer(rebasing: bytes(of: entry)[range]))
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
    func faults(expected: [UInt8]?, _ keys: KeyRing? = nil) -> [SegmentFault] {
        var faults: [SegmentFault] = []
        if let expected, digest != expected {
            faults.append(
                .digest(
                    file: path.shown, found: Digest.hex(digest), expected: Digest.hex(expected)))
        }
        var end = header.byteCount
        for entry in header.columns where entry.form != .constant {
            let column = unsafe bytes(of: entry)
            if entry.form == .sealed {
                faults += sealedFaults(entry, keys)
            } else {
                var hasher = SHA256()
                unsafe hasher.update(bufferPointer: column)
                if Array(hasher.finalize()) != entry.digest { faults.append(fault(entry.id)) }
            }
            end = Int(entry.offset) + column.count
            let next = ColumnFileHeader.padded(end)
            if let offset = (end..<next).first(where: { unsafe bytes[$0] != 0 }) {
                faults.append(.padding(file: path.shown, offset: offset))
            }
        }
        return faults
    }

    /// Every block opens, and together they are the text that was written.
    private func sealedFaults(
        _ entry: ColumnFileHeader.Column, _ keys: KeyRing?
    ) -> [SegmentFault] {
        guard let column = EntryColumn(rawValue: entry.id), let keys else {
            return [fault(entry.id)]
        }
        do throws(SegmentFault) {
            guard let sealed = try SealedColumn(column, of: self, keys) else { return [] }
            var hasher = SHA256()
            var faults: [SegmentFault] = []
            for block in 0..<sealed.opener.header.blocks {
                do throws(SegmentFault) { hasher.update(data: try sealed.block(block)) } catch {
                    faults.append(error)
                    // Who looks needs no list of thousands.
                    if faults.count == ColumnFile.faultsShown { break }
                }
            }
            if faults.isEmpty, Array(hasher.finalize()) != entry.digest {
                faults.append(fault(entry.id))
            }
            return faults
        } catch {
            return [error]
        }
    }

    private static let faultsShown = 20

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
