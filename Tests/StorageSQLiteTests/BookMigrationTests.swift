import Foundation
import GRDB
import Testing

@testable import Engine
@testable import Records
@testable import StorageSQLite

@Suite("migrations and views of the book")
struct BookMigrationTests {
    /// A book of three days.
    private static func book() async throws -> BookFiles {
        let files = try BookFiles()
        try files.make()
        try await DemoMonth.fill(files.open(), days: 3) { _, _ in }
        return files
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    @Test(
        "a book of every earlier shape is brought up and passes the audit",
        arguments: BookMigrations.all.dropLast().map(\.0))
    func earlier(name: String) async throws {
        let files = try await BookMigrationTests.book()
        let path = files.book + "/book.db"
        let kept = files.folder + "/kept.db"
        do {
            // The same rows in the shape that the book had then.
            let old = try BookMigrationTests.queue(kept)
            try BookMigrations.migrator.migrate(old, upTo: name)
            try await old.writeWithoutTransaction { database in
                try database.execute(sql: "ATTACH ? AS later", arguments: [path])
                let tables = try String.fetchAll(
                    database,
                    sql: """
                        SELECT name FROM main.sqlite_master WHERE type = 'table'
                            AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                        """)
                for table in tables {
                    try database.execute(
                        sql: "INSERT INTO main.\"\(table)\" SELECT * FROM later.\"\(table)\"")
                }
                try database.execute(sql: "DETACH later")
            }
            try old.close()
        }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
        try FileManager.default.moveItem(atPath: kept, toPath: path)

        #expect(try files.audit().findings == [])
        let applied = try await BookMigrationTests.queue(path).read { database in
            try BookMigrations.migrator.appliedIdentifiers(database)
        }
        #expect(applied == Set(BookMigrations.all.map(\.0)))
    }

    @Test("a book that a later program made is left alone")
    func later() throws {
        let files = try BookFiles()
        try files.make()
        let path = files.book + "/book.db"
        try BookMigrationTests.queue(path).write { database in
            try database.execute(
                sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 tomorrow')")
        }
        #expect(throws: EngineError.self) { try files.open() }
    }

    /// View → columns, as docs/sql-views.md promises them.
    private static func documented() throws -> [String: [String]] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/sql-views.md").standardized
        var views: [String: [String]] = [:]
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
        where line.hasPrefix("| `report_") {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            views[cells[0].trimmingCharacters(in: ["`"])] = cells[2].components(
                separatedBy: ", ")
        }
        return views
    }

    @Test("views have the columns that are documented, and say what the book says")
    func views() async throws {
        let files = try await BookMigrationTests.book()
        let reading = try BookFiles.reading(files)
        let queue = try BookMigrationTests.queue(files.book + "/book.db")
        let found = try await queue.read { database in
            var found: [String: [String]] = [:]
            for view in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
            {
                found[view] = try database.columns(in: view).map(\.name)
                // Every row can be read.
                _ = try Row.fetchAll(database, sql: "SELECT * FROM \(view)")
            }
            return found
        }
        #expect(try found == BookMigrationTests.documented())

        var filter = BreakFilter()
        filter.standing = .all
        let breaks = try reading.store.breaks(filter)
        #expect(!breaks.isEmpty)
        let rows = try await queue.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \"break\", state, amount, currency FROM report_break ORDER BY 1"
            ).map { "\($0[0] as String) \($0[1] as String) \($0[2] as String) \($0[3] as String)" }
        }
        #expect(
            rows
                == breaks.map {
                    "\($0.id.hex) \($0.state.rawValue) \($0.amount.decimal) \($0.amount.currency)"
                }.sorted())
        let runs = try await queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT through || ' ' || run_at FROM report_run ORDER BY run")
        }
        #expect(
            try runs
                == reading.store.runs().map {
                    "\($0.through) \($0.at.rfc3339(in: .utc))".replacing("Z", with: ".000000Z")
                })
    }

    /// (units, scale, what is shown)
    private static let amounts = [
        ("0", 2, "0.00"), ("-5", 2, "-0.05"), ("-509950", 2, "-5099.50"), ("7", 0, "7"),
        ("-7", 0, "-7"), ("123456789012345678901234", 18, "123456.789012345678901234"),
    ]

    @Test("amounts of views are exact", arguments: amounts)
    func amount(units: String, scale: Int, shown: String) throws {
        let queue = try DatabaseQueue()
        try BookMigrations.migrate(queue)
        let found = try queue.write { database in
            try database.execute(sql: "PRAGMA foreign_keys = OFF")
            try database.execute(
                sql: """
                    INSERT INTO journal_entry VALUES (1, 'x', -1, 'fee', '', NULL, 'run 1');
                    INSERT INTO posting VALUES (1, 0, 'Assets:Bank', ?, ?, 'CNY');
                    """, arguments: [units, scale])
            return try Row.fetchOne(database, sql: "SELECT day, amount FROM report_posting")
        }
        #expect(found?["amount"] == shown)
        #expect(found?["day"] == "1969-12-31")
    }
}
