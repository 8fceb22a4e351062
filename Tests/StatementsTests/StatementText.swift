import Records
import Statements

/// All that a statement says, as lines: two readings are equal where these are.
enum StatementText {
    static func lines(_ statement: Statement) -> [String] {
        let table = statement.table
        var lines = [
            "\(statement.file) \(statement.dialect.name) \(statement.account)",
            "\(String(describing: statement.period)) \(statement.encoding)",
            "\(statement.problemsDropped) \(statement.rowCount) \(statement.rowsWithEntries)",
            "\(statement.rowsWithProblems) \(sorted(statement.nonEntries))",
            "\(statement.controlTotals)", "\(String(describing: statement.openingBalance))",
            "\(String(describing: statement.closingBalance))", "\(statement.signed)",
            "\(statement.unknownColumns)", sorted(statement.columnSums),
            sorted(statement.statedTotals), sorted(statement.measures),
            "\(table.count) \(table.encoding) \(table.bytes.count) \(table.heap)",
            "\(table.currencies.all)", "\(table.channel.words)", "\(table.product.words)",
            "\(table.shop.words)",
        ]
        lines += statement.problems.map { "\($0)" }
        for row in 0..<table.count { lines.append(entry(row, table)) }
        return lines
    }

    private static func sorted(_ map: [String: some Any]) -> String {
        map.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|")
    }

    private static func entry(_ row: Int, _ table: EntryTable) -> String {
        let amounts = [
            table.gross, table.discount, table.fee, table.net, table.asked, table.settled,
            table.original, table.balance,
        ].map { "\($0[row])@\($0.scale)" }
        let texts = [
            table.orderReference, table.channelReference, table.refundReference,
            table.batchReference, table.bankReference, table.chainReference, table.chainAddress,
            table.counterparty, table.memo,
        ].map { "\($0[row].packed)" }
        let codes = [
            Int(table.currency[row]), Int(table.feeCurrency[row]), Int(table.askedCurrency[row]),
            Int(table.settledCurrency[row]), Int(table.originalCurrency[row]),
            Int(table.channel.codes[row]), Int(table.product.codes[row]),
            Int(table.shop.codes[row]), Int(table.statedFeeRate[row]),
        ]
        let times = [
            table.occurredAt[row], table.createdAt[row], table.expiresAt[row],
            table.deliveredAt[row], Int64(table.bookedOn[row]), Int64(table.valueOn[row]),
        ]
        let place = "\(table.rowOffset[row])+\(table.rowLength[row]) line \(table.line[row])"
        return "\(table.identity[row].hex) \(table.kind[row]) \(table.status[row]) "
            + "\(amounts) \(texts) \(codes) \(times) \(table.delivery[row]) \(place)"
    }
}
