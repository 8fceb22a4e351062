import Engine
import GRDB
import Matching
import Records
import Resolution

extension BookAudit {
    /// Nothing was posted into a period after it was closed, by the order of the log.
    mutating func closes() throws(EngineError) {
        let late = try book.read("closes") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT identifier, day, through FROM period_close
                    JOIN log_leaf AS closing
                        ON closing.fact = 'close' AND closing.number = period_close.number
                    JOIN log_leaf AS posted
                        ON posted.fact = 'posting' AND posted.position > closing.position
                    JOIN journal_entry ON journal_entry.number = posted.number
                    WHERE day <= through ORDER BY identifier
                    """
            ).map { row in
                (
                    row["identifier"] as String, try Words.day(row, "day", "journal_entry"),
                    try Words.day(row, "through", "period_close")
                )
            }
        }
        for (entry, day, through) in late.prefix(20) {
            add(.ledger, entry, found: "\(day)", expected: "> \(through)")
        }
    }

    /// What was posted of orders is the net of the channel's entries that are matched or decided.
    mutating func clearing() throws(EngineError) {
        guard try book.lastRun() != nil else { return }
        progress.step("clearing")
        let settings = try book.settings()
        var audit = try ClearingAudit(
            Book(book, actor: settings.merchant, now: settings.createdAt))
        for (place, check) in try audit.checks().sorted(by: { $0.key < $1.key })
        where !check.residual.isZero {
            add(
                .ledger, "Clearing \(place.channel)",
                found: "\(check.balance.canonical)",
                expected: "\((check.balance - check.residual).canonical)")
        }
    }
}
