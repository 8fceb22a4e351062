package import Engine
import GRDB
package import Records

/// Flows as rows of the table `flow`.
enum FlowRows {
    static func append(_ flows: [EntryFlow], to database: Database) throws {
        let insertion = try database.makeStatement(
            sql: "INSERT INTO flow VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for flow in flows {
            let key = flow.key
            try insertion.execute(arguments: [
                key.statement, key.source, key.day?.number, key.channel, key.kind.name,
                key.status.name, key.currency.description, key.feeCurrency.description,
                flow.count, flow.amount.decimal, flow.fee.decimal,
            ])
        }
    }

    static func read(_ row: Row) throws -> EntryFlow {
        let currency = try Words.read(row, "currency", "flow") { Currency($0) }
        let feeCurrency = try Words.read(row, "fee_currency", "flow") { Currency($0) }
        return EntryFlow(
            key: EntryFlow.Key(
                statement: row["statement"], source: row["source"],
                day: try Words.optionalDay(row, "day", "flow"), channel: row["channel"],
                kind: try Words.read(row, "kind", "flow") { name in
                    EntryKind.allCases.first { $0.name == name }
                },
                status: try Words.read(row, "status", "flow") { name in
                    EntryStatus.allCases.first { $0.name == name }
                }, currency: currency, feeCurrency: feeCurrency),
            count: row["entries"],
            amount: try Words.read(row, "amount", "flow") {
                Money(decimal: $0, currency: currency)
            },
            fee: try Words.read(row, "fee", "flow") { Money(decimal: $0, currency: feeCurrency) })
    }
}

extension BookDatabase {
    package func flows(_ days: ClosedRange<Day>) throws(EngineError) -> [EntryFlow] {
        try read("flows") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM flow WHERE day IS NULL OR day BETWEEN ? AND ?
                    ORDER BY rowid
                    """, arguments: [days.lowerBound.number, days.upperBound.number]
            ).map { try FlowRows.read($0) }
        }
    }
}
