package import Engine
import GRDB
package import Ledger
import Records

/// Entries of the journal, in the order of posting.
enum JournalRows {
    static func append(_ entry: JournalEntry, cause: String, to database: Database) throws {
        let number =
            (try SQLRequest<Int>(sql: "SELECT max(number) FROM journal_entry", cached: true)
                .fetchOne(database) ?? 0) + 1
        try database.executeCached(
            sql: "INSERT INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                number, entry.identifier.description, entry.day.number, entry.kind.rawValue,
                entry.memo, entry.reverses?.description, cause,
            ])
        for (line, posting) in entry.postings.enumerated() {
            try database.executeCached(
                sql: "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, line, posting.account.description, String(posting.amount.units),
                    posting.amount.scale, posting.amount.currency.description,
                ])
        }
        try LogRows.append(
            .posting(PostingFact(number: number, entry: entry, cause: cause)), to: database)
    }

    static func fetch(
        _ database: Database, _ condition: String = "", _ arguments: StatementArguments = []
    ) throws -> [PostingFact] {
        let lines = Dictionary(
            grouping: try SQLRequest<Row>(
                sql: """
                    SELECT * FROM posting
                    WHERE entry IN (SELECT number FROM journal_entry \(condition))
                    ORDER BY entry, line
                    """, arguments: arguments, cached: true
            ).fetchAll(database), by: { $0["entry"] as Int })
        return try SQLRequest<Row>(
            sql: "SELECT * FROM journal_entry \(condition) ORDER BY number",
            arguments: arguments, cached: true
        ).fetchAll(database).map { row in
            let number = row["number"] as Int
            let table = "journal_entry \(number)"
            let postings = try (lines[number] ?? []).enumerated().map { place, line in
                let name = "posting \(number):\(line["line"] as Int)"
                guard line["line"] as Int == place else {
                    throw Words.Damage(table: name, column: "line")
                }
                return Posting(
                    try Words.read(line, "account", name) { Account($0) },
                    try Words.money(line, name))
            }
            let entry = JournalEntry(
                try Words.read(row, "identifier", table) { EntryIdentifier($0) },
                on: try Words.day(row, "day", table),
                try Words.read(row, "kind", table) { JournalEntry.Kind(rawValue: $0) },
                memo: row["memo"], postings,
                reverses: try Words.readOptional(row, "reverses", table) {
                    EntryIdentifier($0)
                })
            return PostingFact(number: number, entry: entry, cause: row["cause"])
        }
    }

    /// Posts the opposite of everything that had one cause.
    static func reverse(cause: String, as name: String, _ database: Database) throws {
        for fact in try fetch(database, "WHERE cause = ?", [cause]) {
            let entry = fact.entry
            guard let identifier = EntryIdentifier("\(entry.identifier)/reversed") else { continue }
            let isReversed = try SQLRequest<Bool>(
                sql: "SELECT count(*) > 0 FROM journal_entry WHERE reverses = ?",
                arguments: [entry.identifier.description], cached: true
            ).fetchOne(database)
            if isReversed == true { continue }
            try append(
                JournalEntry(
                    identifier, on: entry.day, .reversal, memo: name,
                    entry.postings.map { Posting($0.account, -$0.amount) },
                    reverses: entry.identifier),
                cause: name, to: database)
        }
    }
}

extension BookDatabase {
    package func postings(causedBy causes: [String]) throws(EngineError) -> [PostingFact] {
        try read("journal") { database in
            try causes.flatMap { try JournalRows.fetch(database, "WHERE cause = ?", [$0]) }
                .sorted { $0.number < $1.number }
        }
    }

    package func journal() throws(EngineError) -> [JournalEntry] {
        try read("journal") { try JournalRows.fetch($0).map(\.entry) }
    }
}
