import Engine
import Foundation
import GRDB
import Matching
import Records

/// Versions of breaks.
enum BreakRows {
    static func append(_ version: BookBreak, to database: Database) throws {
        try database.executeCached(
            sql: "UPDATE break_version SET current = 0 WHERE break = ? AND current = 1",
            arguments: [Words.store(version.id).blob])
        var explanations = version.explanations
        while explanations.count < 3 { explanations.append("") }
        let columns = """
            break, current, run, first_run, state, cause, leg, class, finding, severity, currency,
            amount, left_amount, right_amount, expected_fee, actual_fee, left_entry, right_entry,
            left_source, right_source, reference, left_reference, right_reference, occurred_at,
            break_on, opened_at, due_at, explanation_zh_cn, explanation_zh_tw, explanation_en,
            standing, due_key, time_key, size_key, severity_key
            """
        var arguments: StatementArguments = [
            Words.store(version.id).blob, 1, version.run, version.firstRun,
            version.state.rawValue, version.cause?.text, version.leg, version.entryClass.name,
            version.finding?.name, version.severity.name, version.amount.currency.description,
            version.amount.decimal,
        ]
        for money in [
            version.leftAmount, version.rightAmount, version.expectedFee, version.actualFee,
        ] {
            arguments += [money.map { "\($0.decimal) \($0.currency)" }]
        }
        arguments += [
            version.left.map { Words.store($0) }, version.right.map { Words.store($0) },
            version.leftSource, version.rightSource, version.reference, version.leftReference,
            version.rightReference, version.occurredAt?.microseconds, version.breakOn?.number,
            version.openedAt.microseconds, version.dueAt?.microseconds,
        ]
        arguments += [
            explanations[0], explanations[1], explanations[2], standing(version.state),
            version.dueAt?.microseconds ?? Int64.max,
            version.occurredAt?.microseconds ?? -Int64.max,
            -BreakFilter.size(of: version.amount), -Int64(version.severity.rawValue),
        ]
        let marks = Array(repeating: "?", count: 35).joined(separator: ", ")
        try database.executeCached(
            sql: "INSERT INTO break_version (\(columns)) VALUES (\(marks))", arguments: arguments)
    }

    /// The order of the queues: open, expected, resolved.
    private static func standing(_ state: BookBreak.State) -> Int {
        switch state {
        case .open, .reopened: 0
        case .expected: 1
        case .resolved: 2
        }
    }

    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [BookBreak] {
        try SQLRequest<Row>(
            sql: "SELECT * FROM break_version \(condition)", arguments: arguments, cached: true
        ).fetchAll(database).map { try read($0) }
    }

    private static let table = "break_version"

    static func read(_ row: Row) throws -> BookBreak {
        guard let id = Words.hash(row.bytes("break")) else {
            throw Words.Damage(table: table, column: "break")
        }
        let currency = try Words.read(row, "currency", table) { Currency($0) }
        var found = BookBreak(
            id: id, state: try Words.read(row, "state", table) { BookBreak.State(rawValue: $0) },
            leg: row["leg"], entryClass: try Words.read(row, "class", table, Words.entryClass),
            severity: try Words.read(row, "severity", table, Words.severity),
            amount: try Words.read(row, "amount", table) {
                Money(decimal: $0, currency: currency)
            }, openedAt: Instant(microseconds: row["opened_at"]), run: row["run"])
        found.version = row["number"]
        found.dueAt = (row["due_at"] as Int64?).map { Instant(microseconds: $0) }
        found.firstRun = row["first_run"]
        found.cause = try Words.readOptional(row, "cause", table) { BookBreak.Cause($0) }
        found.finding = try Words.readOptional(row, "finding", table, Words.finding)
        found.leftAmount = try money(row, "left_amount")
        found.rightAmount = try money(row, "right_amount")
        found.expectedFee = try money(row, "expected_fee")
        found.actualFee = try money(row, "actual_fee")
        found.left = (row["left_entry"] as Int64?).map { Words.entry($0) }
        found.right = (row["right_entry"] as Int64?).map { Words.entry($0) }
        found.leftSource = row["left_source"]
        found.rightSource = row["right_source"]
        found.reference = row["reference"]
        found.leftReference = row["left_reference"]
        found.rightReference = row["right_reference"]
        found.occurredAt = (row["occurred_at"] as Int64?).map { Instant(microseconds: $0) }
        found.breakOn = try Words.optionalDay(row, "break_on", table)
        found.explanations = [
            row["explanation_zh_cn"], row["explanation_zh_tw"], row["explanation_en"],
        ]
        return found
    }

    private static func money(_ row: Row, _ column: String) throws -> Money? {
        try Words.readOptional(row, column, table) { text in
            let parts = text.split(separator: " ")
            guard parts.count == 2, let currency = Currency(parts[1]) else { return nil }
            return Money(decimal: parts[0], currency: currency)
        }
    }

    /// The versions before the run's hold again.
    static func undo(run number: Int, _ database: Database) throws {
        let breaks = try SQLRequest<Data>(
            sql: "SELECT DISTINCT break FROM break_version WHERE run = ? AND undone = 0",
            arguments: [number], cached: true
        ).fetchAll(database)
        try database.executeCached(
            sql: "UPDATE break_version SET current = 0, undone = 1 WHERE run = ?",
            arguments: [number])
        for id in breaks {
            try database.executeCached(
                sql: """
                    UPDATE break_version SET current = 1 WHERE number = (
                        SELECT max(number) FROM break_version WHERE break = ? AND undone = 0)
                    """, arguments: [id])
        }
    }
}
