import Records
import Reports
import Statements

/// opening balance + movements = closing balance, per source, account and currency.
enum SourceBalances {
    static func all(of tables: [SourceTable]) -> [RunReport.SourceBalance] {
        var balances: [RunReport.SourceBalance] = []
        let groups = Dictionary(grouping: tables.filter(states)) { table in
            [table.source, table.statement.account]
        }
        for (key, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let sorted = group.sorted { a, b in (start(a), a.file) < (start(b), b.file) }
            guard let opening = sorted.first?.statement.openingBalance,
                let closing = sorted.max(by: { (end($0), $0.file) < (end($1), $1.file) })?
                    .statement.closingBalance,
                opening.currency == closing.currency
            else { continue }
            var movements = Money.zero(opening.currency)
            for table in sorted { movements = movements + moved(table, opening.currency) }
            balances.append(
                .init(source: key[0], opening: opening, movements: movements, closing: closing))
        }
        return balances
    }

    private static func states(_ table: SourceTable) -> Bool {
        table.statement.openingBalance != nil && table.statement.closingBalance != nil
    }

    /// What the rows that count moved. Rows without money (pending) move nothing.
    private static func moved(_ table: SourceTable, _ currency: Currency) -> Money {
        var sum = Money.zero(currency)
        for position in 0..<table.count {
            let row = table.row(position)
            guard table.table.status[row].movedMoney,
                let net = table.table.net(ofRow: row), net.currency == currency
            else { continue }
            sum = sum + net
        }
        return sum.canonical
    }

    private static func start(_ table: SourceTable) -> Instant {
        table.statement.period?.start ?? moment(table, latest: false)
    }

    private static func end(_ table: SourceTable) -> Instant {
        table.statement.period?.end ?? moment(table, latest: true)
    }

    private static func moment(_ table: SourceTable, latest: Bool) -> Instant {
        let times = table.table.occurredAt.filter { $0 != EntryTable.noTime }
        return Instant(microseconds: (latest ? times.max() : times.min()) ?? 0)
    }
}
