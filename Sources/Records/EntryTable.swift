/// One statement file as columns: what a reader fills and the passes read (ARCHITECTURE.md, Walls).
///
/// Row `i` of every column is entry `i`. Amounts are integers at the column's scale; times are
/// microseconds of UTC; text is a slice of `bytes` (file encoding) or `heap` (UTF-8) and is decoded
/// only for rows that are shown. References are always valid UTF-8 (transcoded on the way in).
public struct EntryTable: Sendable {
    @inlinable public static var noTime: Int64 { Int64.min }
    @inlinable public static var noDay: Int32 { Int32.min }

    /// The (decompressed) file, as far as text refers to it. Immutable once reading ends.
    public var bytes: [UInt8]
    public var encoding: TextEncoding
    /// Text that is no slice of the file: unescaped quotes, spreadsheet cells, transcoded keys.
    public var heap: [UInt8] = []
    public internal(set) var count = 0

    /// Content-derived, occurrence-aware identity (docs/reconciliation.md §1).
    public internal(set) var identity: [Hash128] = []
    public internal(set) var kind: [EntryKind] = []
    public internal(set) var status: [EntryStatus] = []

    public internal(set) var gross: AmountColumn
    public internal(set) var discount: AmountColumn
    public internal(set) var fee: AmountColumn
    /// net = gross − discount + fee (fees are negative).
    public internal(set) var net: AmountColumn
    public internal(set) var asked: AmountColumn
    public internal(set) var settled: AmountColumn
    public internal(set) var original: AmountColumn
    /// Account balance after the entry, where the file states one.
    public internal(set) var balance: AmountColumn
    /// The fee rate that the row itself states, in millionths (0.60 % = 6,000).
    public internal(set) var statedFeeRate = SparseColumn<Int32>(missing: -1)

    public internal(set) var currencies = CurrencyDictionary()
    public internal(set) var currency: [UInt8] = []
    public internal(set) var feeCurrency = SparseColumn<UInt8>(missing: 0)
    public internal(set) var askedCurrency = SparseColumn<UInt8>(missing: 0)
    public internal(set) var settledCurrency = SparseColumn<UInt8>(missing: 0)
    public internal(set) var originalCurrency = SparseColumn<UInt8>(missing: 0)

    public internal(set) var orderReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var channelReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var refundReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var batchReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var bankReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var chainReference = SparseColumn<TextRef>(missing: .none)
    public internal(set) var chainAddress = SparseColumn<TextRef>(missing: .none)

    public internal(set) var occurredAt: [Int64] = []
    /// When the payment window of an order opened, where the file states both creation and payment.
    public internal(set) var createdAt = SparseColumn<Int64>(missing: EntryTable.noTime)
    public internal(set) var expiresAt = SparseColumn<Int64>(missing: EntryTable.noTime)
    public internal(set) var deliveredAt = SparseColumn<Int64>(missing: EntryTable.noTime)
    public internal(set) var bookedOn = SparseColumn<Int32>(missing: EntryTable.noDay)
    public internal(set) var valueOn = SparseColumn<Int32>(missing: EntryTable.noDay)

    public var channel = DictionaryColumn()
    public var product = DictionaryColumn()
    public var shop = DictionaryColumn()
    public internal(set) var delivery = SparseColumn<DeliveryStatus>(missing: .unknown)
    public internal(set) var counterparty = SparseColumn<TextRef>(missing: .none)
    public internal(set) var memo = SparseColumn<TextRef>(missing: .none)

    /// Provenance: where the raw row starts in the decompressed file, how long it is, its line
    /// (from 1).
    public internal(set) var rowOffset: [UInt64] = []
    public internal(set) var rowLength: [UInt32] = []
    public internal(set) var line: [UInt32] = []

    /// `scale` is for gross, discount, net, asked, settled, original and balance; fees may be
    /// finer.
    public init(
        bytes: [UInt8] = [], encoding: TextEncoding = .utf8, scale: Int = 2, feeScale: Int? = nil
    ) {
        self.bytes = bytes
        self.encoding = encoding
        gross = AmountColumn(scale: scale)
        discount = AmountColumn(scale: scale)
        fee = AmountColumn(scale: feeScale ?? scale)
        net = AmountColumn(scale: max(scale, feeScale ?? scale))
        asked = AmountColumn(scale: scale)
        settled = AmountColumn(scale: scale)
        original = AmountColumn(scale: scale)
        balance = AmountColumn(scale: scale)
    }

    /// Appends one entry. Amounts of the draft are at the columns' scales; net is derived here.
    /// Answers the name of the amount that does not fit its column, or nil where all is well.
    public mutating func append(_ draft: EntryDraft) -> String? {
        let row = count
        let misfit = appendAmounts(draft, at: row)
        statedFeeRate.append(draft.statedFeeRate, at: row)
        currency.append(currencies.code(for: draft.currency))
        feeCurrency.append(optionalCode(draft.feeCurrency), at: row)
        askedCurrency.append(optionalCode(draft.askedCurrency), at: row)
        settledCurrency.append(optionalCode(draft.settledCurrency), at: row)
        originalCurrency.append(optionalCode(draft.originalCurrency), at: row)
        identity.append(draft.identity)
        kind.append(draft.kind)
        status.append(draft.status)
        orderReference.append(draft.orderReference, at: row)
        channelReference.append(draft.channelReference, at: row)
        refundReference.append(draft.refundReference, at: row)
        batchReference.append(draft.batchReference, at: row)
        bankReference.append(draft.bankReference, at: row)
        chainReference.append(draft.chainReference, at: row)
        chainAddress.append(draft.chainAddress, at: row)
        occurredAt.append(draft.occurredAt)
        createdAt.append(draft.createdAt, at: row)
        expiresAt.append(draft.expiresAt, at: row)
        deliveredAt.append(draft.deliveredAt, at: row)
        bookedOn.append(draft.bookedOn, at: row)
        valueOn.append(draft.valueOn, at: row)
        channel.append(code: draft.channel, at: row)
        product.append(code: draft.product, at: row)
        shop.append(code: draft.shop, at: row)
        delivery.append(draft.delivery, at: row)
        counterparty.append(draft.counterparty, at: row)
        memo.append(draft.memo, at: row)
        rowOffset.append(draft.rowOffset)
        rowLength.append(draft.rowLength)
        line.append(draft.line)
        count += 1
        return misfit
    }

    private mutating func appendAmounts(_ draft: EntryDraft, at row: Int) -> String? {
        var misfit: String?
        if !balance.append(draft.balance, at: row) { misfit = "balance" }
        if !original.append(draft.original, at: row) { misfit = "original" }
        if !settled.append(draft.settled, at: row) { misfit = "settled" }
        if !asked.append(draft.asked, at: row) { misfit = "asked" }
        if !net.append(netUnits(of: draft), at: row) { misfit = "net" }
        if !fee.append(draft.fee, at: row) { misfit = "fee" }
        if !discount.append(draft.discount, at: row) { misfit = "discount" }
        if !gross.append(draft.gross, at: row) { misfit = "gross" }
        return misfit
    }

    /// For a reader that learns later how often an equal row came before.
    public mutating func setIdentity(_ hash: Hash128, at row: Int) { identity[row] = hash }

    /// Tells each row where it really stands: `place` turns line and offset into others.
    public mutating func moveRows(
        _ place: (_ line: UInt32, _ offset: UInt64) -> (line: UInt32, offset: UInt64)
    ) {
        for row in 0..<count {
            let moved = place(line[row], rowOffset[row])
            line[row] = moved.line
            rowOffset[row] = moved.offset
        }
    }

    /// Makes room for more decimals in gross and the columns that share its scale.
    public mutating func raiseScale(to scale: Int) -> Bool {
        gross.raise(to: scale) && discount.raise(to: scale) && asked.raise(to: scale)
            && settled.raise(to: scale) && original.raise(to: scale) && balance.raise(to: scale)
            && net.raise(to: max(scale, net.scale))
    }

    public mutating func raiseFeeScale(to scale: Int) -> Bool {
        fee.raise(to: scale) && net.raise(to: max(scale, net.scale))
    }

    /// The columns of references, by role.
    public enum ReferenceColumn: Sendable {
        case order, channel, refund, batch, bank, chain
    }

    /// Replaces every reference of one column; `transform` may intern new text.
    public mutating func replaceReferences(
        _ column: ReferenceColumn, _ transform: (inout EntryTable, TextRef) -> TextRef
    ) {
        var replaced = SparseColumn<TextRef>(missing: .none)
        for row in 0..<count {
            let ref =
                switch column {
                case .order: orderReference[row]
                case .channel: channelReference[row]
                case .refund: refundReference[row]
                case .batch: batchReference[row]
                case .bank: bankReference[row]
                case .chain: chainReference[row]
                }
            replaced.append(transform(&self, ref), at: row)
        }
        switch column {
        case .order: orderReference = replaced
        case .channel: channelReference = replaced
        case .refund: refundReference = replaced
        case .batch: batchReference = replaced
        case .bank: bankReference = replaced
        case .chain: chainReference = replaced
        }
    }

    private mutating func optionalCode(_ currency: Currency?) -> UInt8 {
        currency.map { currencies.code(for: $0) } ?? 0
    }

    /// The fee counts towards net only where it is in the entry's own currency.
    private func netUnits(of draft: EntryDraft) -> Int128 {
        guard draft.gross != AmountColumn.absent else { return AmountColumn.absent }
        var units = Money.raise(draft.gross, by: net.scale - gross.scale)
        if draft.discount != AmountColumn.absent {
            units -= Money.raise(draft.discount, by: net.scale - discount.scale)
        }
        if draft.fee != AmountColumn.absent, draft.feeCurrency.map({ $0 == draft.currency }) ?? true
        {
            units += Money.raise(draft.fee, by: net.scale - fee.scale)
        }
        return units
    }
}
