import Records
import TransparencyLog

/// The canonical bytes of an entry: lines of text that a person can read, and that say all the
/// book knows of it (docs/formats/segments.md). Their hashes are the leaves of a segment's tree.
struct EntryLeaf: ~Copyable {
    private var text = LeafText()
    private let currencies: [[UInt8]]
    private let channels: [[UInt8]]
    private let products: [[UInt8]]
    private let shops: [[UInt8]]
    // By raw value: the names are made of the cases' own, which is slow.
    private let kinds = EntryKind.allCases.map { Array($0.name.utf8) }
    private let statuses = EntryStatus.allCases.map { Array($0.name.utf8) }
    private let deliveries = DeliveryStatus.allCases.map { Array($0.name.utf8) }

    init(_ table: EntryTable) {
        currencies = table.currencies.all.map { currency in
            currency.map { Array($0.description.utf8) } ?? []
        }
        channels = table.channel.words.map { Array($0.utf8) }
        products = table.product.words.map { Array($0.utf8) }
        shops = table.shop.words.map { Array($0.utf8) }
    }

    mutating func hash(
        _ table: EntryTable, _ row: Int, _ texts: EntryTexts, occurrence: UInt32
    ) -> TreeHash {
        write(table, row, texts, occurrence: occurrence)
        return unsafe .leaf(text.bytes)
    }

    mutating func bytes(
        _ table: EntryTable, _ row: Int, _ texts: EntryTexts, occurrence: UInt32
    ) -> [UInt8] {
        write(table, row, texts, occurrence: occurrence)
        return unsafe Array(text.bytes)
    }

    private mutating func write(
        _ table: EntryTable, _ row: Int, _ texts: EntryTexts, occurrence: UInt32
    ) {
        text.clear()
        text.append("matchbook entry 1\n")
        text.line("identity", table.identity[row])
        if occurrence > 0 { text.line("occurrence", UInt64(occurrence)) }
        text.line("kind", kinds[Int(table.kind[row].rawValue)])
        text.line("status", statuses[Int(table.status[row].rawValue)])
        amounts(table, row)
        references(texts, row)
        times(table, row)
        word("channel", channels[Int(table.channel.codes[row])])
        word("product", products[Int(table.product.codes[row])])
        word("shop", shops[Int(table.shop.codes[row])])
        let delivery = table.delivery[row]
        if delivery != .unknown {
            text.line("delivery_status", deliveries[Int(delivery.rawValue)])
        }
        free("counterparty", 7, texts, row)
        free("memo", 8, texts, row)
        text.line("offset", table.rowOffset[row])
        text.line("length", UInt64(table.rowLength[row]))
        text.line("line", UInt64(table.line[row]))
    }

    private mutating func amounts(_ table: EntryTable, _ row: Int) {
        currency("currency", table.currency[row])
        let scale = table.gross.scale
        text.line("amount", table.gross[row], scale: scale)
        text.line("discount", table.discount[row], scale: scale)
        text.line("fee", table.fee[row], scale: table.fee.scale)
        currency("fee_currency", table.feeCurrency[row])
        if table.statedFeeRate[row] != table.statedFeeRate.missing {
            text.line("fee_rate", Int128(table.statedFeeRate[row]), scale: 6)
        }
        text.line("asked_amount", table.asked[row], scale: scale)
        currency("asked_currency", table.askedCurrency[row])
        text.line("settled_amount", table.settled[row], scale: scale)
        currency("settled_currency", table.settledCurrency[row])
        text.line("original_amount", table.original[row], scale: scale)
        currency("original_currency", table.originalCurrency[row])
        text.line("balance", table.balance[row], scale: scale)
    }

    private mutating func references(_ texts: EntryTexts, _ row: Int) {
        free("order_reference", 0, texts, row)
        free("channel_reference", 1, texts, row)
        free("refund_reference", 2, texts, row)
        free("batch_reference", 3, texts, row)
        free("bank_reference", 4, texts, row)
        free("chain_reference", 5, texts, row)
        free("chain_address", 6, texts, row)
    }

    private mutating func times(_ table: EntryTable, _ row: Int) {
        text.line("occurred_at", microseconds: table.occurredAt[row])
        text.line("created_at", microseconds: table.createdAt[row])
        text.line("expires_at", microseconds: table.expiresAt[row])
        text.line("delivered_at", microseconds: table.deliveredAt[row])
        text.line("booked_on", day: table.bookedOn[row])
        text.line("value_on", day: table.valueOn[row])
    }

    private mutating func currency(_ name: StaticString, _ code: UInt8) {
        if code != 0 { text.line(name, currencies[Int(code)]) }
    }

    private mutating func word(_ name: StaticString, _ word: [UInt8]) {
        if !word.isEmpty { text.line(name, escaping: word[...]) }
    }

    private mutating func free(
        _ name: StaticString, _ column: Int, _ texts: EntryTexts, _ row: Int
    ) {
        let value = texts.text(column, row)
        if !value.isEmpty { text.line(name, escaping: value) }
    }
}
