import Records

/// Invented entries with everything that is rare: all columns, several currencies, fine decimals,
/// equal identities, texts of a file's own encoding and damaged ones.
enum SegmentsTable {
    static func full(rows: Int, scale: Int = 2, feeScale: Int = 4) -> EntryTable {
        // 订单 in GB18030, a lone lead byte, ASCII.
        let bytes: [UInt8] = [0xB6, 0xA9, 0xB5, 0xA5, 0xFF, 0x41, 0x42]
        var table = EntryTable(bytes: bytes, encoding: .gb18030, scale: scale, feeScale: feeScale)
        let codes = ["CNY", "USD", "JPY"].map { Currency($0)! }
        for row in 0..<rows {
            var draft = EntryDraft()
            draft.identity = Hash128(high: UInt64(row / 2), low: UInt64(row / 2) &* 77)
            draft.kind = EntryKind.allCases[row % EntryKind.allCases.count]
            draft.status = EntryStatus.allCases[row % EntryStatus.allCases.count]
            draft.currency = codes[row % 3]
            draft.gross = Int128(row * 101 - 500)
            draft.discount = row % 3 == 0 ? 7 : AmountColumn.absent
            draft.fee = row % 2 == 0 ? -Int128(row) : AmountColumn.absent
            draft.feeCurrency = row % 4 == 0 ? codes[1] : nil
            draft.statedFeeRate = row % 5 == 0 ? 6000 : -1
            draft.asked = row % 7 == 0 ? 3 : AmountColumn.absent
            draft.askedCurrency = row % 7 == 0 ? Currency.usdt : nil
            draft.settled = row % 2 == 1 ? 9 : AmountColumn.absent
            draft.settledCurrency = row % 2 == 1 ? codes[2] : nil
            draft.original = Int128(row)
            draft.originalCurrency = codes[1]
            draft.balance = Int128(row) * 3
            draft.orderReference = table.intern("订单-\(row)".utf8)
            draft.channelReference = table.intern("4200\(row)".utf8)
            draft.refundReference = row % 6 == 0 ? table.intern("R\(row)".utf8) : .none
            draft.batchReference = table.intern("batch \(row / 4)".utf8)
            draft.bankReference = table.intern("same".utf8)
            draft.chainReference = row % 2 == 0 ? table.intern("0x\(row)".utf8) : .none
            draft.chainAddress = table.intern("T\(row % 2)".utf8)
            draft.occurredAt = Int64(row) * 86_400_000_001 - 1
            draft.createdAt = Int64(row)
            draft.expiresAt = row % 2 == 0 ? 5 : EntryTable.noTime
            draft.deliveredAt = row == rows - 1 ? 8 : EntryTable.noTime
            draft.bookedOn = Int32(row - 2)
            draft.valueOn = row % 3 == 1 ? 20_000 : EntryTable.noDay
            draft.channel = table.channel.code(for: "alipay")!
            draft.product = table.product.code(for: "产品\(row % 3)")!
            draft.shop = row % 2 == 0 ? table.shop.code(for: "S")! : 0
            draft.delivery = DeliveryStatus.allCases[row % DeliveryStatus.allCases.count]
            draft.counterparty = TextRef(offset: 0, length: 4, inHeap: false)
            draft.memo =
                row % 2 == 0
                ? TextRef(offset: 2, length: 5, inHeap: false)
                : table.intern("two\nlines\\ and\r more".utf8)
            draft.rowOffset = UInt64(row * 100)
            draft.rowLength = 99
            draft.line = UInt32(row + 2)
            _ = table.append(draft)
        }
        return table
    }
}
