extension EntryTable {
    /// Whether another stretch of the same file can be put behind this one: equal scales, and room
    /// in every dictionary.
    public func canTake(_ next: EntryTable, currencyLimit: Int) -> Bool {
        gross.scale == next.gross.scale && fee.scale == next.fee.scale
            && net.scale == next.net.scale
            && currencies.all.count + next.currencies.all.count <= currencyLimit
            && channel.hasRoom(for: next.channel) && product.hasRoom(for: next.product)
            && shop.hasRoom(for: next.shop)
    }

    /// Puts the entries of a later stretch of the same file behind these. Its lines count from 0 at
    /// its own start, and its heap is put behind `heapShift` bytes by the caller. `canTake` was
    /// asked.
    public mutating func append(_ next: EntryTable, lineShift: UInt32, heapShift: Int) {
        let row = count
        let rows = next.count
        gross.append(next.gross, rows: rows, at: row)
        discount.append(next.discount, rows: rows, at: row)
        fee.append(next.fee, rows: rows, at: row)
        net.append(next.net, rows: rows, at: row)
        asked.append(next.asked, rows: rows, at: row)
        settled.append(next.settled, rows: rows, at: row)
        original.append(next.original, rows: rows, at: row)
        balance.append(next.balance, rows: rows, at: row)
        statedFeeRate.append(next.statedFeeRate, rows: rows, at: row)
        appendCurrencies(next)
        identity.append(contentsOf: next.identity)
        kind.append(contentsOf: next.kind)
        status.append(contentsOf: next.status)
        appendTexts(next, heapShift: heapShift)
        occurredAt.append(contentsOf: next.occurredAt)
        createdAt.append(next.createdAt, rows: rows, at: row)
        expiresAt.append(next.expiresAt, rows: rows, at: row)
        deliveredAt.append(next.deliveredAt, rows: rows, at: row)
        bookedOn.append(next.bookedOn, rows: rows, at: row)
        valueOn.append(next.valueOn, rows: rows, at: row)
        channel.append(next.channel, rows: rows, at: row)
        product.append(next.product, rows: rows, at: row)
        shop.append(next.shop, rows: rows, at: row)
        delivery.append(next.delivery, rows: rows, at: row)
        rowOffset.append(contentsOf: next.rowOffset)
        rowLength.append(contentsOf: next.rowLength)
        line.append(contentsOf: next.line.lazy.map { $0 &+ lineShift })
        count += rows
    }

    private mutating func appendCurrencies(_ next: EntryTable) {
        let rows = next.count
        // Codes are given in order of first appearance, as if the rows had come one by one.
        var map: [UInt8] = [0]
        for currency in next.currencies.all.dropFirst() {
            map.append(currency.map { currencies.code(for: $0) } ?? 0)
        }
        let isSame = map.indices.allSatisfy { Int(map[$0]) == $0 }
        func moved(_ code: UInt8) -> UInt8 { isSame ? code : map[Int(code)] }
        if isSame {
            currency.append(contentsOf: next.currency)
        } else {
            currency.append(contentsOf: next.currency.lazy.map { map[Int($0)] })
        }
        feeCurrency.append(next.feeCurrency, rows: rows, at: count, moved)
        askedCurrency.append(next.askedCurrency, rows: rows, at: count, moved)
        settledCurrency.append(next.settledCurrency, rows: rows, at: count, moved)
        originalCurrency.append(next.originalCurrency, rows: rows, at: count, moved)
    }

    private mutating func appendTexts(_ next: EntryTable, heapShift: Int) {
        let rows = next.count
        let shift = UInt64(heapShift) << 24
        func moved(_ ref: TextRef) -> TextRef {
            ref.inHeap ? TextRef(packed: ref.packed &+ shift) : ref
        }
        orderReference.append(next.orderReference, rows: rows, at: count, moved)
        channelReference.append(next.channelReference, rows: rows, at: count, moved)
        refundReference.append(next.refundReference, rows: rows, at: count, moved)
        batchReference.append(next.batchReference, rows: rows, at: count, moved)
        bankReference.append(next.bankReference, rows: rows, at: count, moved)
        chainReference.append(next.chainReference, rows: rows, at: count, moved)
        chainAddress.append(next.chainAddress, rows: rows, at: count, moved)
        counterparty.append(next.counterparty, rows: rows, at: count, moved)
        memo.append(next.memo, rows: rows, at: count, moved)
    }
}
