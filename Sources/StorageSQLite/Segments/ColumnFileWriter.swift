import Crypto

/// Writes one column file: columns one behind the other, the header last.
struct ColumnFileWriter: ~Copyable {
    private var output: SegmentOutput
    private var header: ColumnFileHeader
    /// Where the next column starts.
    private var end: Int

    /// `capacity`: columns that there is room for.
    init(
        _ path: SegmentPath, _ kind: ColumnFileKind, number: Int, rows: Int, capacity: Int
    ) throws(SegmentFault) {
        guard rows <= SegmentLimits.rows else {
            throw .tooMany(
                file: path.shown, what: .rows, found: rows, limit: SegmentLimits.rows)
        }
        output = try SegmentOutput(path)
        header = ColumnFileHeader(
            kind, number: number, rows: rows, capacity: capacity)
        end = header.byteCount
    }

    /// One cell per row. A column whose cells are all `missing` is left out; one of equal cells
    /// stands in the header.
    mutating func add<Value: FixedWidthInteger>(
        _ id: UInt16, _ values: [Value], missing: Value? = nil
    ) throws(SegmentFault) {
        precondition(values.count == Int(header.rows), "\(values.count) cells")
        guard let first = values.first else { return }
        if values.allSatisfy({ $0 == first }) {
            if first != missing { constant(id, first) }
            return
        }
        try plain(id, values, width: MemoryLayout<Value>.size)
    }

    /// Cells that are not one per row.
    mutating func addList<Value: FixedWidthInteger>(
        _ id: UInt16, _ values: [Value]
    ) throws(SegmentFault) {
        if !values.isEmpty { try plain(id, values, width: 0) }
    }

    mutating func constant<Value: FixedWidthInteger>(_ id: UInt16, _ value: Value) {
        let wide = UInt128(truncatingIfNeeded: value)
        header.columns.append(
            ColumnFileHeader.Column(
                id: id, form: .constant, width: UInt8(MemoryLayout<Value>.size),
                offset: UInt64(truncatingIfNeeded: wide),
                byteCount: UInt64(truncatingIfNeeded: wide >> 64),
                digest: [UInt8](repeating: 0, count: ColumnFileHeader.digestBytes)))
    }

    private mutating func plain<Value: FixedWidthInteger>(
        _ id: UInt16, _ values: [Value], width: Int
    ) throws(SegmentFault) {
        #if _endian(big)
            let values = values.map { $0.littleEndian }
        #endif
        var hasher = SHA256()
        var fault: SegmentFault?
        let count = values.count * MemoryLayout<Value>.size
        unsafe values.withUnsafeBytes { bytes in
            unsafe hasher.update(bufferPointer: bytes)
            do throws(SegmentFault) { try unsafe output.write(bytes, at: end) } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        header.columns.append(
            ColumnFileHeader.Column(
                id: id, form: .plain, width: UInt8(width), offset: UInt64(end),
                byteCount: UInt64(count), digest: Array(hasher.finalize())))
        end = ColumnFileHeader.padded(end + count)
    }

    /// Text that stands sealed in the file. Its digest is that of the text: the same entries have
    /// the same name under every key.
    mutating func addSealed(
        _ column: EntryColumn, _ text: [UInt8], with key: DataKey
    ) throws(SegmentFault) {
        guard !text.isEmpty else { return }
        let sealer = Sealer(
            text, place: output.path.sealedPlace(column), blockBytes: SealedColumn.blockBytes,
            with: key)
        var at = end
        for block in 0..<sealer.header.blocks {
            let bytes = sealer.block(block, of: text)
            try output.write(bytes, at: at)
            at += bytes.count
        }
        header.columns.append(
            ColumnFileHeader.Column(
                id: column.rawValue, form: .sealed, width: 0, offset: UInt64(end),
                byteCount: UInt64(at - end), digest: Array(SHA256.hash(data: text))))
        end = ColumnFileHeader.padded(at)
    }

    /// Makes the file durable under its name; answers with the SHA-256 that names it.
    mutating func finish() throws(SegmentFault) -> [UInt8] {
        header.fileBytes = UInt64(end)
        let bytes = header.encoded()
        var fault: SegmentFault?
        unsafe bytes.withUnsafeBytes { bytes in
            do throws(SegmentFault) { try unsafe output.write(bytes, at: 0) } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        try output.finish(fileBytes: end)
        return Array(bytes.suffix(ColumnFileHeader.digestBytes))
    }
}
