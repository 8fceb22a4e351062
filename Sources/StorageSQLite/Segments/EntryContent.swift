import Records

/// What makes two versions of an entry the same: everything that matching, fees and the ledger look
/// at. Not where it stands in its file, nor texts for people (one export masks a payer, another
/// does not), nor the account's running balance, which a late row before it moves.
struct EntryContent {
    private let channels: [Hash128]
    private let shops: [Hash128]
    private let currencies: [UInt64]
    /// What brings units of a scale to the finest one.
    private let factors = (0...Money.maximumScale).map {
        Money.raise(1, by: Money.maximumScale - $0)
    }

    init(_ table: EntryTable) {
        channels = table.channel.words.map { EntryContent.hash($0) }
        shops = table.shop.words.map { EntryContent.hash($0) }
        currencies = table.currencies.all.map { $0?.packed ?? 0 }
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
        combine(table.gross[row], table.gross.scale, 1, &hasher)
        combine(table.discount[row], table.gross.scale, 2, &hasher)
        combine(table.fee[row], table.fee.scale, 3, &hasher)
        combine(table.asked[row], table.gross.scale, 4, &hasher)
        combine(table.settled[row], table.gross.scale, 5, &hasher)
        combine(table.original[row], table.gross.scale, 6, &hasher)
        // Codes are of this file; the currency's own word is not.
        hasher.combine(word: currencies[Int(table.currency[row])])
        hasher.combine(word: currencies[Int(table.feeCurrency[row])])
        hasher.combine(word: currencies[Int(table.askedCurrency[row])])
        hasher.combine(word: currencies[Int(table.settledCurrency[row])])
        hasher.combine(word: currencies[Int(table.originalCurrency[row])])
        for column in 0...EntryTexts.referenceCount {
            hasher.combine(texts.text(column, row).span)
        }
        hasher.combine(word: UInt64(bitPattern: table.occurredAt[row]))
        hasher.combine(word: UInt64(bitPattern: table.createdAt[row]))
        hasher.combine(word: UInt64(bitPattern: table.expiresAt[row]))
        hasher.combine(word: UInt64(bitPattern: table.deliveredAt[row]))
        hasher.combine(word: UInt64(bitPattern: Int64(table.bookedOn[row])))
        hasher.combine(word: UInt64(bitPattern: Int64(table.valueOn[row])))
        hasher.combine(word: channels[Int(table.channel.codes[row])].low)
        hasher.combine(word: shops[Int(table.shop.codes[row])].low)
        return hasher.finalize()
    }

    /// 12.30 in a file of two decimals is 12.300 in one of three.
    private func combine(
        _ units: Int128, _ scale: Int, _ tag: UInt64, _ hasher: inout Hasher128
    ) {
        guard units != AmountColumn.absent else { return }
        // Wrapping, because it is only hashed: a wide amount may not fit at the finest scale.
        let fine = units &* factors[scale]
        hasher.combine(word: tag)
        hasher.combine(word: UInt64(truncatingIfNeeded: fine))
        hasher.combine(word: UInt64(truncatingIfNeeded: fine >> 64))
    }
}
