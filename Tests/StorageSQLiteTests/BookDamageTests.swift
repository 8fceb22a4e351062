import GRDB
import Testing

@testable import Engine
@testable import Records
@testable import Resolution
@testable import StorageSQLite

/// One value of a row changed behind the book's back: the audit ends, and names the row.
@Suite struct BookDamageTests {
    struct Damage: CustomStringConvertible, Sendable {
        var sql: String
        var row: String
        var description: String { sql }
    }

    static let all = [
        Damage(sql: "UPDATE decision SET number = -9 WHERE number = 1", row: "decision -9"),
        Damage(sql: "UPDATE decision SET number = 0 WHERE number = 1", row: "decision 0"),
        Damage(sql: "UPDATE decision SET approval = 'xlone' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision SET approval = 'two' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision SET kind = 'none' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision SET maker = '' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision SET reason = '' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision SET amount = '1' WHERE number = 1", row: "decision 1"),
        Damage(sql: "UPDATE decision_step SET step = 'none' WHERE decision = 1", row: "decision"),
        Damage(sql: "UPDATE decision_step SET number = 900", row: "decision 1"),
        Damage(sql: "UPDATE decision_effect SET bytes = x'00' WHERE decision = 1", row: "decision"),
        Damage(sql: "DELETE FROM decision_break WHERE decision = 1", row: "decision 1"),
        Damage(sql: "UPDATE run SET through = 9999999 WHERE number = 1", row: "run 1"),
        Damage(sql: "UPDATE run SET verdict = 'none' WHERE number = 1", row: "run 1"),
        Damage(sql: "UPDATE statement SET excluded = x'00' WHERE number = 1", row: "statement 1"),
        Damage(sql: "UPDATE period_close SET through = 9999999", row: "period_close 1"),
    ]

    @Test("a damaged row is named", arguments: all)
    func named(_ damage: Damage) async throws {
        let files = try await BookDecisionTests.files()
        let stored = try BookDecisionTests.decide(files, .writeOff, "A2")
        #expect(stored.course.state == .applied)
        try Self.change(
            files,
            "INSERT INTO period_close VALUES (1, 20000, 0, 'wang', 'li', 1)", damage.sql)
        let findings = try files.audit().findings
        #expect(
            findings.contains { "\($0.place) \($0.found)".contains(damage.row) },
            "\(findings.map { "\($0.place) · \($0.found) · \($0.expected)" })")
    }

    /// As a disk or another program would, without asking the table's rules.
    static func change(_ files: BookFiles, _ statements: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(
            path: files.book + "/" + BookDatabase.databaseName, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            for sql in statements { try database.execute(sql: sql) }
        }
        try queue.close()
    }
}
