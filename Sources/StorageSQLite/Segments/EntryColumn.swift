/// The columns of an entries segment by their number on disk (docs/formats/segments.md). Numbers
/// are given once.
enum EntryColumn: UInt16, CaseIterable {
    case scale = 1, feeScale, merkleRoot
    case identity = 10, occurrence, content, kind, status
    case gross = 20, discount, fee, asked, settled, original, balance, statedFeeRate
    case currencies = 30, currency, feeCurrency, askedCurrency, settledCurrency, originalCurrency
    case orderReference = 40, channelReference, refundReference, batchReference, bankReference
    case chainReference, chainAddress, counterparty, memo, text, sealedText
    case occurredAt = 60, createdAt, expiresAt, deliveredAt, bookedOn, valueOn
    case channelWords = 70, channel, productWords, product, shopWords, shop, delivery
    case rowOffset = 80, rowLength, line

    var name: String { String(describing: self) }

    /// Columns of text, in the order of `EntryTexts`.
    static let texts: [EntryColumn] = [
        .orderReference, .channelReference, .refundReference, .batchReference, .bankReference,
        .chainReference, .chainAddress, .counterparty, .memo,
    ]
}
