/// One row on its way into an `EntryTable`. Amounts are units at the table's column scales.
public struct EntryDraft: Sendable {
    public var identity = Hash128.zero
    public var kind = EntryKind.payment
    public var status = EntryStatus.succeeded
    public var currency = Currency.cny
    public var gross = AmountColumn.absent
    public var discount = AmountColumn.absent
    public var fee = AmountColumn.absent
    public var feeCurrency: Currency?
    public var statedFeeRate: Int32 = -1
    public var asked = AmountColumn.absent
    public var askedCurrency: Currency?
    public var settled = AmountColumn.absent
    public var settledCurrency: Currency?
    public var original = AmountColumn.absent
    public var originalCurrency: Currency?
    public var balance = AmountColumn.absent
    public var orderReference = TextRef.none
    public var channelReference = TextRef.none
    public var refundReference = TextRef.none
    public var batchReference = TextRef.none
    public var bankReference = TextRef.none
    public var chainReference = TextRef.none
    public var chainAddress = TextRef.none
    public var occurredAt = EntryTable.noTime
    public var createdAt = EntryTable.noTime
    public var expiresAt = EntryTable.noTime
    public var deliveredAt = EntryTable.noTime
    public var bookedOn = EntryTable.noDay
    public var valueOn = EntryTable.noDay
    public var channel: UInt16 = 0
    public var product: UInt16 = 0
    public var shop: UInt16 = 0
    public var delivery = DeliveryStatus.unknown
    public var counterparty = TextRef.none
    public var memo = TextRef.none
    public var rowOffset: UInt64 = 0
    public var rowLength: UInt32 = 0
    public var line: UInt32 = 0

    public init() {}
}
