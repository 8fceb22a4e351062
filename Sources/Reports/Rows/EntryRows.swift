package import Records

/// `entries.csv` and `matchbook read --to csv`: one row per entry, columns in a fixed order,
/// written straight from the table's columns.
package struct EntryRows: CSVTable {
    package static let columns = [
        "entry_id", "merchant", "shop", "source", "channel", "product", "kind", "status",
        "currency", "amount", "discount", "fee", "fee_currency", "net", "asked_amount",
        "asked_currency", "settled_amount", "settled_currency", "original_amount",
        "original_currency", "order_reference", "channel_reference", "refund_reference",
        "batch_reference", "bank_reference", "counterparty", "delivery_status", "delivered_at",
        "occurred_at", "booked_on", "value_on", "memo", "file", "line",
    ]
    package let count: Int
    private let sources: [Source]
    private let merchant: FieldWord
    private let zone: ZoneRules
    private let text: @Sendable (EntryTable, TextRef) -> String
    /// Words of the wire by their raw value.
    private let kinds = EntryKind.allCases.map { FieldWord($0.name) }
    private let statuses = EntryStatus.allCases.map { FieldWord($0.name) }
    private let deliveries = DeliveryStatus.allCases.map { FieldWord($0.name) }

    package init(_ report: RunReport) {
        self.init(
            report.entries, merchant: report.merchant, zone: report.zone, text: report.text)
    }

    package init(
        _ sources: [RunReport.EntrySource], merchant: String, zone: ZoneRules,
        text: @escaping @Sendable (EntryTable, TextRef) -> String
    ) {
        var start = 0
        self.sources = sources.map { source in
            defer { start += source.count }
            return Source(source, start: start)
        }
        count = start
        self.merchant = FieldWord(merchant)
        self.zone = zone
        self.text = text
    }

    /// What stands still within a table.
    private struct Source: Sendable {
        let start: Int
        let entries: RunReport.EntrySource
        let source: FieldWord
        let file: FieldWord
        let shops: [FieldWord]
        let channels: [FieldWord]
        let products: [FieldWord]

        init(_ entries: RunReport.EntrySource, start: Int) {
            self.start = start
            self.entries = entries
            source = FieldWord(entries.source)
            file = FieldWord(entries.file)
            shops = entries.box.table.shop.words.map { FieldWord($0) }
            channels = entries.box.table.channel.words.map { FieldWord($0) }
            products = entries.box.table.product.words.map { FieldWord($0) }
        }
    }

    package func write(_ rows: Range<Int>, to buffer: inout RowBuffer) {
        var clock = ZoneClock(zone)
        for source in sources {
            let own = rows.clamped(to: source.start..<source.start + source.entries.count)
            for index in own {
                let row = source.entries.row(index - source.start)
                write(row, source, source.entries.box, &clock, &buffer)
            }
        }
    }

    private func write(
        _ row: Int, _ source: borrowing Source, _ box: TableBox,
        _ clock: inout ZoneClock, _ buffer: inout RowBuffer
    ) {
        buffer.hex(box.table.identity[row])
        buffer.comma()
        buffer.word(merchant)
        buffer.comma()
        buffer.word(source.shops[Int(box.table.shop.codes[row])])
        buffer.comma()
        buffer.word(source.source)
        buffer.comma()
        buffer.word(source.channels[Int(box.table.channel.codes[row])])
        buffer.comma()
        buffer.word(source.products[Int(box.table.product.codes[row])])
        buffer.comma()
        buffer.word(kinds[Int(box.table.kind[row].rawValue)])
        buffer.comma()
        buffer.word(statuses[Int(box.table.status[row].rawValue)])
        amounts(row, box, &buffer)
        references(row, box, &buffer)
        buffer.comma()
        buffer.word(deliveries[Int(box.table.delivery[row].rawValue)])
        times(row, box, &clock, &buffer)
        buffer.comma()
        buffer.field(box.table.memo[row], of: box, text)
        buffer.comma()
        buffer.word(source.file)
        buffer.comma()
        buffer.digits(UInt64(box.table.line[row]))
        buffer.endRow()
    }

    private func amounts(
        _ row: Int, _ box: TableBox, _ buffer: inout RowBuffer
    ) {
        let currency = box.table.currency(ofRow: row)
        let least = currency.shownDecimals
        buffer.comma()
        buffer.code(currency)
        buffer.comma()
        buffer.decimal(box.table.gross, row, least: least)
        buffer.comma()
        buffer.decimal(box.table.discount, row, least: least)
        buffer.amountAndCode(box.table.fee, row, box.table.feeCurrency[row], currency, box)
        buffer.comma()
        buffer.decimal(box.table.net, row, least: least)
        buffer.amountAndCode(box.table.asked, row, box.table.askedCurrency[row], currency, box)
        buffer.amountAndCode(box.table.settled, row, box.table.settledCurrency[row], currency, box)
        buffer.amountAndCode(
            box.table.original, row, box.table.originalCurrency[row], currency, box)
    }

    /// A chain transfer's transaction stands in the channel's column: it is the channel's number.
    private func references(
        _ row: Int, _ box: TableBox, _ buffer: inout RowBuffer
    ) {
        let channel = box.table.channelReference[row]
        buffer.comma()
        buffer.field(box.table.orderReference[row], of: box, text)
        buffer.comma()
        buffer.field(channel.isEmpty ? box.table.chainReference[row] : channel, of: box, text)
        buffer.comma()
        buffer.field(box.table.refundReference[row], of: box, text)
        buffer.comma()
        buffer.field(box.table.batchReference[row], of: box, text)
        buffer.comma()
        buffer.field(box.table.bankReference[row], of: box, text)
        buffer.comma()
        buffer.field(box.table.counterparty[row], of: box, text)
    }

    private func times(
        _ row: Int, _ box: TableBox, _ clock: inout ZoneClock,
        _ buffer: inout RowBuffer
    ) {
        let delivered = box.table.deliveredAt[row]
        buffer.comma()
        if delivered != EntryTable.noTime { clock.write(delivered, to: &buffer) }
        let occurred = box.table.occurredAt[row]
        buffer.comma()
        if occurred != EntryTable.noTime { clock.write(occurred, to: &buffer) }
        let booked = box.table.bookedOn[row]
        buffer.comma()
        if booked != EntryTable.noDay { clock.write(day: booked, to: &buffer) }
        let value = box.table.valueOn[row]
        buffer.comma()
        if value != EntryTable.noDay { clock.write(day: value, to: &buffer) }
    }

    /// A chain transfer's transaction stands in the channel's column: it is the channel's number.
    package static func cells(_ view: EntryView, merchant: String, zone: ZoneRules) -> [Cell] {
        let table = view.table
        let row = view.row
        let channelReference = view.channelReference
        return [
            .text(view.id), .text(merchant), .words(table.shop[row]), .words(view.source),
            .words(table.channel[row]), .words(table.product[row]), .text(view.kind.name),
            .text(view.status.name), .text(view.currency.description),
            .money(view.gross?.decimal), .money(table.discount(ofRow: row)?.decimal),
            .money(view.fee?.decimal), .words(view.fee?.currency.description ?? ""),
            .money(view.net?.decimal), .money(view.asked?.decimal),
            .words(view.asked?.currency.description ?? ""),
            .money(table.settled(ofRow: row)?.decimal),
            .words(table.settled(ofRow: row)?.currency.description ?? ""),
            .money(table.original(ofRow: row)?.decimal),
            .words(table.original(ofRow: row)?.currency.description ?? ""),
            .words(view.orderReference),
            .words(channelReference.isEmpty ? view.chainReference : channelReference),
            .words(view.refundReference), .words(view.batchReference),
            .words(view.bankReference), .words(view.text(table.counterparty[row])),
            .words(table.delivery[row].name), .words(view.time(table.deliveredAt, in: zone)),
            .words(view.occurredAt(in: zone)), .words(view.day(table.bookedOn)),
            .words(view.day(table.valueOn)), .words(view.text(table.memo[row])),
            .words(view.file), .integer(view.line),
        ]
    }
}

extension RowBuffer {
    /// ",amount,currency" of a column that may have a currency of its own (code 0 = the entry's).
    fileprivate mutating func amountAndCode(
        _ column: borrowing AmountColumn, _ row: Int, _ code: UInt8, _ own: Currency,
        _ box: TableBox
    ) {
        guard column.isPresent(row) else {
            commas(2)
            return
        }
        let currency = code == 0 ? own : box.table.currencies[code]!
        comma()
        decimal(column, row, least: currency.shownDecimals)
        comma()
        self.code(currency)
    }
}
