import Records

/// What makes two versions of an entry the same: everything that matching, fees and the ledger look
/// at. Not where it stands in its file, nor texts for people (one export masks a payer, another
/// does not), nor the account's running balance, which a late row before it moves.
struct EntryContent {
    private let channels: [Hash128]
    private let shops: [Hash128]

    init(_ table: EntryTable) {
        channels = table.channel.words.map { EntryContent.hash($0) }
        shops = table.shop.words.map { EntryContent.hash($0) }
    }

    private static func hash(_ word: String) -> Hash128 {
        var hasher = Hasher128()
        hasher.combine(word)
        return hasher.finalize()
    }

    func hash(_ table: EntryTable, _ row: Int, _ texts: EntryTexts) -> Hash128 {
        var hasher = Hasher128()
        hasher.combine(
            word: UInt64(table.kind[row].rawValue) | UInt64(table.status[row].rawValue) << 8
                | UInt64(table.delivery[row].rawValue) << 16
                | UInt64(UInt32(bitPattern: table.statedFeeRate[row])) << 32)
        combine(table.gross, row, 1, &hasher)
        combine(table.discount, row, 2, &hasher)
        combine(table.fee, row, 3, &hasher)
        combine(table.asked, row, 4, &hasher)
        combine(table.settled, row, 5, &hasher)
        combine(table.original, row, 6, &hasher)
        for code in [
            table.currency[row], table.feeCurrency[row], table.askedCurrency[row],
            table.settledCurrency[row], table.originalCurrency[row],
        ] {
            // Codes are of this file; the currency's own word is not.
            hasher.combine(word: table.currencies[code]?.packed ?? 0)
        }
        for column in 0...EntryTexts.referenceCount {
            hasher.combine(texts.bytes.span.extracting(texts.range(column, row)))
        }
        for time in [
            table.occurredAt[row], table.createdAt[row], table.expiresAt[row],
            table.deliveredAt[row], Int64(table.bookedOn[row]), Int64(table.valueOn[row]),
        ] {
            hasher.combine(word: UInt64(bitPattern: time))
        }
        hasher.combine(word: channels[Int(table.channel.codes[row])].low)
        hasher.combine(word: shops[Int(table.shop.codes[row])].low)
        return hasher.finalize()
    }

    /// 12.30 in a file of two decimals is 12.300 in one of three.
    private func combine(
        _ amounts: AmountColumn, _ row: Int, _ tag: UInt64, _ hasher: inout Hasher128
    ) {
        let units = amounts[row]
        guard units != AmountColumn.absent else { return }
        // Wrapping, because it is only hashed: a wide amount may not fit at the finest scale.
        let fine = units &* Money.raise(1, by: Money.maximumScale - amounts.scale)
        hasher.combine(word: tag)
        hasher.combine(word: UInt64(truncatingIfNeeded: fine))
        hasher.combine(word: UInt64(truncatingIfNeeded: fine >> 64))
    }
}
