package import Records

/// One entry as people see it: text is decoded when asked for. `row` moves; the table stays.
package struct EntryView: Sendable {
    package let source: String
    package let file: String
    let box: TableBox
    package var row: Int
    let decode: @Sendable (EntryTable, TextRef) -> String

    package init(
        source: String, file: String, box: TableBox, row: Int,
        decode: @escaping @Sendable (EntryTable, TextRef) -> String
    ) {
        self.source = source
        self.file = file
        self.box = box
        self.row = row
        self.decode = decode
    }

    package var table: EntryTable { _read { yield box.table } }

    func text(_ ref: TextRef) -> String { ref.isEmpty ? "" : decode(table, ref) }

    package var id: String { table.identity[row].hex }
    package var kind: EntryKind { table.kind[row] }
    package var status: EntryStatus { table.status[row] }
    package var currency: Currency { table.currency(ofRow: row) }
    package var gross: Money? { table.gross(ofRow: row) }
    package var fee: Money? { table.fee(ofRow: row) }
    package var asked: Money? { table.asked(ofRow: row) }
    package var net: Money? { table.net(ofRow: row) }
    package var line: Int { Int(table.line[row]) }
    package var channel: String { table.channel[row] }

    package var orderReference: String { text(table.orderReference[row]) }
    package var channelReference: String { text(table.channelReference[row]) }
    package var refundReference: String { text(table.refundReference[row]) }
    package var batchReference: String { text(table.batchReference[row]) }
    package var bankReference: String { text(table.bankReference[row]) }
    package var chainReference: String { text(table.chainReference[row]) }

    /// Every reference the entry carries, the most telling first.
    package var references: [String] {
        [
            orderReference, chainReference, channelReference, refundReference, batchReference,
            bankReference,
        ].filter { !$0.isEmpty }
    }

    /// The merchant's own number where there is one.
    package var ownReference: String { references.first ?? "" }

    /// The channel's own number: what its support asks for.
    package var outsideReference: String {
        let candidates =
            kind == .refund
            ? [refundReference, chainReference, channelReference]
            : [channelReference, chainReference, refundReference]
        return candidates.first { !$0.isEmpty } ?? ownReference
    }

    package func occurredAt(in zone: ZoneRules) -> String {
        table.occurred(ofRow: row)?.rfc3339(in: zone) ?? ""
    }

    func time(_ column: SparseColumn<Int64>, in zone: ZoneRules) -> String {
        let value = column[row]
        return value == EntryTable.noTime ? "" : Instant(microseconds: value).rfc3339(in: zone)
    }

    func day(_ column: SparseColumn<Int32>) -> String {
        let value = column[row]
        return value == EntryTable.noDay ? "" : Day(number: value).description
    }
}
