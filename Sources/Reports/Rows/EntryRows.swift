package import Records

/// `entries.csv` and `matchbook read --to csv`: one row per entry, columns in a fixed order.
package enum EntryRows {
    package static let columns = [
        "entry_id", "merchant", "shop", "source", "channel", "product", "kind", "status",
        "currency", "amount", "discount", "fee", "fee_currency", "net", "asked_amount",
        "asked_currency", "settled_amount", "settled_currency", "original_amount",
        "original_currency", "order_reference", "channel_reference", "refund_reference",
        "batch_reference", "bank_reference", "counterparty", "delivery_status", "delivered_at",
        "occurred_at", "booked_on", "value_on", "memo", "file", "line",
    ]

    package static func write(
        _ report: RunReport, flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try write(
            report.entries, merchant: report.merchant, zone: report.zone, text: report.text,
            flush: flush)
    }

    package static func write(
        _ sources: [RunReport.EntrySource], merchant: String, zone: ZoneRules,
        text: @escaping @Sendable (EntryTable, TextRef) -> String,
        flush: (inout [UInt8]) throws -> Void
    ) rethrows {
        try withoutActuallyEscaping(flush) { flush in
            var stream = RowStream(flush: flush)
            stream.writer.header(columns)
            for source in sources where source.count > 0 {
                var view = EntryView(
                    source: source.source, file: source.file, box: source.box, row: 0,
                    decode: text)
                for index in 0..<source.count {
                    view.row = source.row(index)
                    try stream.row(cells(view, merchant: merchant, zone: zone))
                }
            }
            try stream.finish()
        }
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
