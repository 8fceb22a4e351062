import Records

/// Adds entries up, row by row.
struct EntryFlows {
    /// A row's words as the table numbers them: no text is compared per row.
    private struct Code: Hashable {
        var day: Int32
        var channel: UInt16
        var kind: EntryKind
        var status: EntryStatus
        var currency: UInt8
        var feeCurrency: UInt8
    }

    private struct Sum {
        var count = 0
        var gross: Int128 = 0
        /// Of rows that state no gross amount.
        var net: Int128 = 0
        var fee: Int128 = 0
    }

    let zone: ZoneRules
    private(set) var flows: [EntryFlow] = []

    init(zone: ZoneRules) { self.zone = zone }

    /// `sign` is −1 for entries that no longer count. `statement` is the one that says so.
    mutating func add(
        _ table: EntryTable, statement: Int, source: String, excluded: [UInt32] = [],
        sign: Int = 1
    ) {
        var sums: [Code: Sum] = [:]
        var last: (code: Code, sum: Sum)?
        var skipped = excluded.makeIterator()
        var next = skipped.next()
        for row in 0..<table.count {
            if let skip = next, skip == row {
                next = skipped.next()
                continue
            }
            let code = Code(
                day: day(table, row), channel: table.channel.codes[row], kind: table.kind[row],
                status: table.status[row], currency: table.currency[row],
                feeCurrency: table.feeCurrency[row])
            if last?.code != code {
                if let last { sums[last.code] = last.sum }
                last = (code, sums[code] ?? Sum())
            }
            last!.sum.count += 1
            if table.gross.isPresent(row) {
                last!.sum.gross += table.gross[row]
            } else if table.net.isPresent(row) {
                last!.sum.net += table.net[row]
            }
            last!.sum.fee += table.fee(ofRow: row)?.units ?? 0
        }
        if let last { sums[last.code] = last.sum }
        flows += sums.map { flow($0, $1, table, statement, source, sign) }
            .sorted { EntryFlows.precedes($0.key, $1.key) }
    }

    private func flow(
        _ code: Code, _ sum: Sum, _ table: EntryTable, _ statement: Int, _ source: String,
        _ sign: Int
    ) -> EntryFlow {
        let currency = table.currencies[code.currency]!
        let feeCurrency =
            code.feeCurrency == 0 ? currency : table.currencies[code.feeCurrency]!
        let key = EntryFlow.Key(
            statement: statement, source: source,
            day: code.day == EntryTable.noDay ? nil : Day(number: code.day),
            channel: table.channel.words[Int(code.channel)], kind: code.kind,
            status: code.status, currency: currency, feeCurrency: feeCurrency)
        func money(_ units: Int128, _ column: AmountColumn, _ currency: Currency) -> Money {
            Money(units: Int128(sign) * units, scale: column.scale, currency: currency)
        }
        return EntryFlow(
            key: key, count: sign * sum.count,
            amount: (money(sum.gross, table.gross, currency)
                + money(sum.net, table.net, currency)).canonical,
            fee: money(sum.fee, table.fee, feeCurrency).canonical)
    }

    private func day(_ table: EntryTable, _ row: Int) -> Int32 {
        if let at = table.occurred(ofRow: row) { return at.day(in: zone).number }
        return table.bookedOn[row]
    }

    static func precedes(_ a: EntryFlow.Key, _ b: EntryFlow.Key) -> Bool {
        func parts(_ key: EntryFlow.Key) -> (Int, String, UInt8, UInt8, String, String) {
            (
                Int(key.day?.number ?? Int32.min), key.channel, key.kind.rawValue,
                key.status.rawValue, key.currency.description, key.feeCurrency.description
            )
        }
        return a.statement != b.statement ? a.statement < b.statement : parts(a) < parts(b)
    }
}
