import Records

/// The columns of an open entries segment.
struct EntryColumns: Sendable {
    let identity: Column<UInt128>
    let occurrence: Column<UInt32>
    let content: Column<UInt128>
    let kind: Column<UInt8>
    let status: Column<UInt8>
    let gross: UnitsCells
    let discount: UnitsCells
    let fee: UnitsCells
    let asked: UnitsCells
    let settled: UnitsCells
    let original: UnitsCells
    let balance: UnitsCells
    let statedFeeRate: Column<Int32>
    /// By code; 0 is none.
    let currencies: [Currency?]
    let currency: Column<UInt8>
    let feeCurrency: Column<UInt8>
    let askedCurrency: Column<UInt8>
    let settledCurrency: Column<UInt8>
    let originalCurrency: Column<UInt8>
    /// In the order of `EntryColumn.texts`.
    let texts: [Column<UInt64>]
    let text: Column<UInt8>?
    let occurredAt: Column<Int64>
    let createdAt: Column<Int64>
    let expiresAt: Column<Int64>
    let deliveredAt: Column<Int64>
    let bookedOn: Column<Int32>
    let valueOn: Column<Int32>
    let channel: Column<UInt16>
    let product: Column<UInt16>
    let shop: Column<UInt16>
    let delivery: Column<UInt8>
    let rowOffset: Column<UInt64>
    let rowLength: Column<UInt32>
    let line: Column<UInt32>

    /// Units of one amount column, which are narrow up to nine decimals.
    struct UnitsCells: Sendable {
        private let narrow: Column<Int64>?
        private let wide: Column<Int128>?

        init(_ column: EntryColumn, scale: Int, _ file: ColumnFile) throws(SegmentFault) {
            let id = column.rawValue
            if scale > AmountColumn.narrowScaleLimit {
                narrow = nil
                wide = try file.column(id, missing: AmountColumn.absent)
            } else {
                narrow = try file.column(id, missing: Int64.min)
                wide = nil
            }
        }

        subscript(row: Int) -> Int128 {
            if let narrow {
                let units = narrow[row]
                return units == Int64.min ? AmountColumn.absent : Int128(units)
            }
            return wide?[row] ?? AmountColumn.absent
        }
    }

    init(_ file: ColumnFile, scale: Int, feeScale: Int) throws(SegmentFault) {
        func column<Value: FixedWidthInteger & Sendable>(
            _ column: EntryColumn, _ missing: Value
        ) throws(SegmentFault) -> Column<Value> {
            try file.column(column.rawValue, missing: missing)
        }
        // A required column that is not there has cells that no writer writes.
        identity = try column(.identity, 0)
        occurrence = try column(.occurrence, 0)
        content = try column(.content, 0)
        kind = try column(.kind, UInt8.max)
        status = try column(.status, UInt8.max)
        gross = try UnitsCells(.gross, scale: scale, file)
        discount = try UnitsCells(.discount, scale: scale, file)
        fee = try UnitsCells(.fee, scale: feeScale, file)
        asked = try UnitsCells(.asked, scale: scale, file)
        settled = try UnitsCells(.settled, scale: scale, file)
        original = try UnitsCells(.original, scale: scale, file)
        balance = try UnitsCells(.balance, scale: scale, file)
        statedFeeRate = try column(.statedFeeRate, -1)
        currencies = try EntryColumns.currencies(file)
        currency = try column(.currency, 0)
        feeCurrency = try column(.feeCurrency, 0)
        askedCurrency = try column(.askedCurrency, 0)
        settledCurrency = try column(.settledCurrency, 0)
        originalCurrency = try column(.originalCurrency, 0)
        var texts: [Column<UInt64>] = []
        for text in EntryColumn.texts { texts.append(try column(text, 0)) }
        self.texts = texts
        text = try file.list(EntryColumn.text.rawValue, of: UInt8.self)
        occurredAt = try column(.occurredAt, EntryTable.noTime)
        createdAt = try column(.createdAt, EntryTable.noTime)
        expiresAt = try column(.expiresAt, EntryTable.noTime)
        deliveredAt = try column(.deliveredAt, EntryTable.noTime)
        bookedOn = try column(.bookedOn, EntryTable.noDay)
        valueOn = try column(.valueOn, EntryTable.noDay)
        channel = try column(.channel, 0)
        product = try column(.product, 0)
        shop = try column(.shop, 0)
        delivery = try column(.delivery, 0)
        rowOffset = try column(.rowOffset, 0)
        rowLength = try column(.rowLength, 0)
        line = try column(.line, 0)
    }

    private static func currencies(_ file: ColumnFile) throws(SegmentFault) -> [Currency?] {
        let id = EntryColumn.currencies.rawValue
        guard let packed = try file.list(id, of: UInt64.self) else { return [nil] }
        // Codes are bytes.
        guard packed.count < 256 else { throw file.fault(id) }
        var currencies: [Currency?] = [nil]
        for index in 0..<packed.count {
            let code = (0..<8).map { UInt8(truncatingIfNeeded: packed[index] >> (56 - 8 * $0)) }
            let text = String(decoding: code.prefix { $0 != 0 }, as: UTF8.self)
            guard let currency = Currency(text), currency.packed == packed[index] else {
                throw .cell(
                    file: file.path.shown, column: EntryColumn.currencies.name, row: index)
            }
            currencies.append(currency)
        }
        return currencies
    }
}
