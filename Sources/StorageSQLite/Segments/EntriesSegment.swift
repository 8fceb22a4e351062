import Engine
package import Records
package import TransparencyLog

/// The entries of one statement as they stand in a book: read-only, mapped, any row at once.
package final class EntriesSegment: Sendable {
    package let number: Int
    /// The Merkle root over all entries' leaves, as the file states it.
    package let root: TreeHash
    /// Decimals of amounts other than fees; fees may be finer.
    package let scale: Int
    package let feeScale: Int
    let file: ColumnFile
    let columns: EntryColumns
    private let ring: KeyRing

    package var count: Int { file.rows }
    /// The SHA-256 that names the file.
    package var digest: [UInt8] { file.digest }

    convenience init(
        _ path: SegmentPath, number: Int, _ keys: KeyRing
    ) throws(SegmentFault) {
        try self.init(ColumnFile(path, .entries, number: number), keys)
    }

    init(_ file: ColumnFile, _ keys: KeyRing) throws(SegmentFault) {
        ring = keys
        number = Int(file.header.number)
        self.file = file
        file.expect(.scattered)
        let scale = try file.column(EntryColumn.scale.rawValue, missing: UInt8.max)
        let feeScale = try file.column(EntryColumn.feeScale.rawValue, missing: UInt8.max)
        let root = try file.list(EntryColumn.merkleRoot.rawValue, of: UInt8.self)
        guard let value = scale.constantValue, value <= Money.maximumScale else {
            throw file.fault(EntryColumn.scale.rawValue)
        }
        guard let feeValue = feeScale.constantValue, feeValue <= Money.maximumScale else {
            throw file.fault(EntryColumn.feeScale.rawValue)
        }
        guard let root, let hash = TreeHash((0..<root.count).map { root[$0] }) else {
            throw file.fault(EntryColumn.merkleRoot.rawValue)
        }
        self.scale = Int(value)
        self.feeScale = Int(feeValue)
        self.root = hash
        columns = try EntryColumns(file, scale: Int(value), feeScale: Int(feeValue))
    }

    // MARK: Single cells. A row outside is a programmer's mistake.

    package func id(_ row: Int) -> EntryID { EntryID(segment: number, row: row) }

    package func identity(_ row: Int) -> Hash128 { Hash128(columns.identity[row]) }

    /// How often the identity came before in the same statement.
    package func occurrence(_ row: Int) -> Int { Int(columns.occurrence[row]) }

    /// Equal where two versions of an entry say the same (`EntryContent`).
    package func content(_ row: Int) -> Hash128 { Hash128(columns.content[row]) }

    package func kind(_ row: Int) throws(SegmentFault) -> EntryKind {
        guard let kind = EntryKind(rawValue: columns.kind[row]) else { throw cell(.kind, row) }
        return kind
    }

    package func status(_ row: Int) throws(SegmentFault) -> EntryStatus {
        guard let status = EntryStatus(rawValue: columns.status[row]) else {
            throw cell(.status, row)
        }
        return status
    }

    /// Which version supersedes: lower wins.
    package func rank(_ row: Int) throws(SegmentFault) -> Int32 {
        Succession.rank(try kind(row), try status(row))
    }

    /// Microseconds of UTC, or `EntryTable.noTime`.
    package func occurredAt(_ row: Int) -> Int64 { columns.occurredAt[row] }

    package func currency(_ row: Int) throws(SegmentFault) -> Currency {
        guard let currency = try currency(columns.currency, .currency, row) else {
            throw cell(.currency, row)
        }
        return currency
    }

    package func gross(_ row: Int) throws(SegmentFault) -> Money? {
        let units = columns.gross[row]
        guard units != AmountColumn.absent else { return nil }
        return Money(units: units, scale: scale, currency: try currency(row))
    }

    /// UTF-8; empty where the entry has none.
    package func reference(
        _ column: EntryTable.ReferenceColumn, _ row: Int
    ) throws(SegmentFault) -> [UInt8] {
        let place =
            switch column {
            case .order: 0
            case .channel: 1
            case .refund: 2
            case .batch: 3
            case .bank: 4
            case .chain: 5
            }
        return unsafe Array(try text(place, row))
    }

    // MARK: Rows

    /// Rows as a table whose columns and texts equal those that were written; all of them where
    /// `rows` is nil. Text lies in the heap; there are no bytes of a file. Net is derived again.
    /// Where it is masked, texts that are sealed are left out: it needs no key.
    package func table(
        rows: [UInt32]? = nil, masked: Bool = false
    ) throws(SegmentFault) -> EntryTable {
        file.expect(rows.map { $0.count * 16 < count } ?? false ? .scattered : .whole)
        var table = EntryTable(scale: scale, feeScale: feeScale)
        // The key is asked for by the first row that has such a text.
        var sealed: SealedColumn?
        var words = try EntryWords(self, all: rows == nil, into: &table)
        for position in 0..<(rows?.count ?? count) {
            let row = rows.map { Int($0[position]) } ?? position
            guard row < count else {
                throw .row(file: file.path.shown, found: row, count: count)
            }
            var draft = EntryDraft()
            draft.identity = identity(row)
            draft.kind = try kind(row)
            draft.status = try status(row)
            try amounts(row, &draft)
            try texts(row, &draft, &table)
            if !masked { try sealedTexts(row, &draft, &table, &sealed) }
            times(row, &draft)
            try words.fill(row, &draft, &table)
            // Net did not fit when it was written, either.
            _ = table.append(draft)
        }
        if rows == nil { file.release() }
        return table
    }

    private func amounts(_ row: Int, _ draft: inout EntryDraft) throws(SegmentFault) {
        draft.gross = columns.gross[row]
        draft.discount = columns.discount[row]
        draft.fee = columns.fee[row]
        draft.asked = columns.asked[row]
        draft.settled = columns.settled[row]
        draft.original = columns.original[row]
        draft.balance = columns.balance[row]
        draft.statedFeeRate = columns.statedFeeRate[row]
        draft.currency = try currency(row)
        draft.feeCurrency = try currency(columns.feeCurrency, .feeCurrency, row)
        draft.askedCurrency = try currency(columns.askedCurrency, .askedCurrency, row)
        draft.settledCurrency = try currency(columns.settledCurrency, .settledCurrency, row)
        draft.originalCurrency = try currency(columns.originalCurrency, .originalCurrency, row)
    }

    private func texts(
        _ row: Int, _ draft: inout EntryDraft, _ table: inout EntryTable
    ) throws(SegmentFault) {
        draft.orderReference = try intern(0, row, &table)
        draft.channelReference = try intern(1, row, &table)
        draft.refundReference = try intern(2, row, &table)
        draft.batchReference = try intern(3, row, &table)
        draft.bankReference = try intern(4, row, &table)
        draft.chainReference = try intern(5, row, &table)
    }

    private func sealedTexts(
        _ row: Int, _ draft: inout EntryDraft, _ table: inout EntryTable,
        _ sealed: inout SealedColumn?
    ) throws(SegmentFault) {
        draft.chainAddress = try reveal(6, row, &table, &sealed)
        draft.counterparty = try reveal(7, row, &table, &sealed)
        draft.memo = try reveal(8, row, &table, &sealed)
    }

    private func reveal(
        _ column: Int, _ row: Int, _ table: inout EntryTable, _ sealed: inout SealedColumn?
    ) throws(SegmentFault) -> TextRef {
        let place = columns.texts[column][row]
        if place == 0 { return .none }
        if sealed == nil { sealed = try SealedColumn(.sealedText, of: file, ring) }
        let (start, length) = (table.heap.count, Int(place & 0xFF_FFFF))
        guard try sealed?.append(Int(place >> 24), length, to: &table.heap) ?? false else {
            throw cell(EntryColumn.texts[column], row)
        }
        return TextRef(offset: start, length: length, inHeap: true)
    }

    private func times(_ row: Int, _ draft: inout EntryDraft) {
        draft.occurredAt = columns.occurredAt[row]
        draft.createdAt = columns.createdAt[row]
        draft.expiresAt = columns.expiresAt[row]
        draft.deliveredAt = columns.deliveredAt[row]
        draft.bookedOn = columns.bookedOn[row]
        draft.valueOn = columns.valueOn[row]
        draft.rowOffset = columns.rowOffset[row]
        draft.rowLength = columns.rowLength[row]
        draft.line = columns.line[row]
    }

    private func intern(
        _ column: Int, _ row: Int, _ table: inout EntryTable
    ) throws(SegmentFault) -> TextRef {
        let bytes = unsafe try text(column, row)
        guard unsafe !bytes.isEmpty else { return .none }
        let start = table.heap.count
        unsafe table.heap.append(contentsOf: bytes)
        return TextRef(offset: start, length: bytes.count, inHeap: true)
    }

    func text(_ column: Int, _ row: Int) throws(SegmentFault) -> UnsafeRawBufferPointer {
        let place = columns.texts[column][row]
        if place == 0 { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        guard let text = columns.text,
            let bytes = unsafe text.bytes(Int(place >> 24), Int(place & 0xFF_FFFF))
        else { throw cell(EntryColumn.texts[column], row) }
        return unsafe bytes
    }

    private func currency(
        _ codes: Column<UInt8>, _ column: EntryColumn, _ row: Int
    ) throws(SegmentFault) -> Currency? {
        let code = Int(codes[row])
        guard code < columns.currencies.count else { throw cell(column, row) }
        return columns.currencies[code]
    }

    func cell(_ column: EntryColumn, _ row: Int) -> SegmentFault {
        .cell(file: file.path.shown, column: column.name, row: row)
    }
}

extension Hash128 {
    init(_ value: UInt128) {
        self.init(
            high: UInt64(truncatingIfNeeded: value >> 64), low: UInt64(truncatingIfNeeded: value))
    }
}
