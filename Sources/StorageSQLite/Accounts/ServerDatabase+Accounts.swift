package import Engine
import Foundation
import GRDB
package import Records

extension ServerDatabase {
    private static let columns =
        "number, name, name_key, role, password, second_factor, created_at, disabled_at"

    /// An account in the columns from `first` on; a role that this program does not know may do
    /// least.
    static func account(_ row: Row, from first: Int = 0) -> ServerAccount {
        let disabled: Int64? = row[first + 7]
        return ServerAccount(
            number: row[first], name: row[first + 1], key: row[first + 2],
            role: Role(rawValue: row[first + 3]) ?? .viewer, password: row[first + 4],
            secondFactor: [UInt8](row[first + 5] as Data),
            createdAt: Instant(microseconds: row[first + 6]),
            disabledAt: disabled.map { Instant(microseconds: $0) })
    }

    static func columns(of table: String) -> String {
        columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }

    package func accounts() throws(EngineError) -> [ServerAccount] {
        try read("accounts") { database in
            try Row.fetchAll(
                database, sql: "SELECT \(ServerDatabase.columns) FROM account ORDER BY number"
            ).map { ServerDatabase.account($0) }
        }
    }

    package func account(key: String) throws(EngineError) -> ServerAccount? {
        try read("account") { database in
            try Row.fetchOne(
                database,
                sql: "SELECT \(ServerDatabase.columns) FROM account WHERE name_key = ?",
                arguments: [key]
            ).map { ServerDatabase.account($0) }
        }
    }

    package func account(number: Int) throws(EngineError) -> ServerAccount? {
        try read("account") { database in
            try Row.fetchOne(
                database, sql: "SELECT \(ServerDatabase.columns) FROM account WHERE number = ?",
                arguments: [number]
            ).map { ServerDatabase.account($0) }
        }
    }

    package func add(_ account: ServerAccount) throws(EngineError) -> ServerAccount? {
        try write("add account") { database in
            let taken = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE name_key = ?)",
                arguments: [account.key])
            if taken == true { return nil }
            return try ServerDatabase.insert(account, database)
        }
    }

    private static func insert(_ account: ServerAccount, _ database: Database) throws
        -> ServerAccount
    {
        try database.execute(
            sql: """
                INSERT INTO account (name, name_key, role, password, second_factor, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                account.name, account.key, account.role.rawValue, account.password,
                Data(account.secondFactor), account.createdAt.microseconds,
            ])
        var made = account
        made.number = Int(database.lastInsertedRowID)
        return made
    }

    /// Thrown inside a transaction, which takes back what was changed.
    private struct NoOwnerLeft: Error {}

    package func change(
        account number: Int, _ change: AccountChange, at: Instant
    ) throws(EngineError) -> AccountChange.Outcome? {
        let changed: ServerAccount?
        do {
            changed = try queue.write { database in
                try ServerDatabase.change(number, change, at: at, database)
            }
        } catch is NoOwnerLeft {
            return .lastOwner
        } catch {
            throw BookDatabase.failure("change account", error)
        }
        return changed.map { .changed($0) }
    }

    /// The change comes first: it takes the lock under which the owners are counted.
    private static func change(
        _ number: Int, _ change: AccountChange, at: Instant, _ database: Database
    ) throws -> ServerAccount? {
        try database.execute(
            sql: """
                UPDATE account SET role = ifnull(?1, role), disabled_at =
                    CASE ?2 WHEN 1 THEN NULL WHEN 0 THEN ifnull(disabled_at, ?3)
                    ELSE disabled_at END
                WHERE number = ?4
                """,
            arguments: [change.role?.rawValue, change.isEnabled, at.microseconds, number])
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT \(columns) FROM account WHERE number = ?",
                arguments: [number])
        else { return nil }
        let changed = account(row)
        if change.keepsAnOwner {
            let owners = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM account WHERE role = ? AND disabled_at IS NULL",
                arguments: [Role.owner.rawValue])
            if owners == 0 { throw NoOwnerLeft() }
        }
        if !changed.isEnabled {
            try database.execute(
                sql: "DELETE FROM session WHERE account = ?", arguments: [number])
        }
        return changed
    }

    // MARK: Enrolment

    package func add(_ enrolment: Enrolment) throws(EngineError) {
        try write("add enrolment") { database in
            // One link at a time for a person, and for the first account.
            try database.execute(
                sql: "DELETE FROM enrolment WHERE name IS ?", arguments: [enrolment.name])
            try database.execute(
                sql: """
                    INSERT INTO enrolment (hash, name, role, until, made_by, "use")
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    enrolment.hash, enrolment.name, enrolment.role.rawValue,
                    enrolment.until.microseconds, enrolment.madeBy, enrolment.use.rawValue,
                ])
        }
    }

    package func enrolment(hash: String) throws(EngineError) -> Enrolment? {
        try read("enrolment") { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT name, role, until, made_by, "use" FROM enrolment WHERE hash = ?
                    """,
                arguments: [hash]
            ).map { row in
                Enrolment(
                    hash: hash, name: row[0], role: Role(rawValue: row[1]) ?? .viewer,
                    until: Instant(microseconds: row[2]), madeBy: row[3],
                    use: Enrolment.Use(rawValue: row[4]) ?? .setUp)
            }
        }
    }

    package func spend(link hash: String) throws(EngineError) -> Bool {
        try write("spend link") { database in
            try database.execute(
                sql: "DELETE FROM enrolment WHERE hash = ? AND \"use\" = ?",
                arguments: [hash, Enrolment.Use.signIn.rawValue])
            return database.changesCount == 1
        }
    }

    package func enrol(
        _ account: ServerAccount, recovery: [String], spending hash: String
    ) throws(EngineError) -> ServerAccount? {
        try write("enrol") { database in
            let first = try Row.fetchOne(
                database,
                sql: """
                    DELETE FROM enrolment WHERE hash = ? AND "use" = ? RETURNING name IS NULL
                    """, arguments: [hash, Enrolment.Use.setUp.rawValue])
            guard let first else { return nil }
            let known = try Row.fetchOne(
                database,
                sql:
                    "SELECT number, (SELECT count(*) FROM account) FROM account WHERE name_key = ?",
                arguments: [account.key])
            let any = try Int.fetchOne(database, sql: "SELECT count(*) FROM account") ?? 0
            if first[0], any > 0 { return nil }
            var made = account
            if let known {
                made.number = known[0]
                try ServerDatabase.renew(made, database)
            } else {
                made = try ServerDatabase.insert(account, database)
            }
            for code in recovery {
                try database.execute(
                    sql: "INSERT INTO recovery_code (account, hash) VALUES (?, ?)",
                    arguments: [made.number, code])
            }
            return made
        }
    }

    private static func renew(_ account: ServerAccount, _ database: Database) throws {
        try database.execute(
            sql: """
                UPDATE account SET password = ?, second_factor = ?, step = 0, disabled_at = NULL
                WHERE number = ?
                """,
            arguments: [account.password, Data(account.secondFactor), account.number])
        for table in ["recovery_code", "session"] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account.number])
        }
    }

    // MARK: Signing in

    package func spendStep(_ step: Int64, of account: Int) throws(EngineError) -> Bool {
        try write("spend step") { database in
            try database.execute(
                sql: "UPDATE account SET step = ? WHERE number = ? AND step < ?",
                arguments: [step, account, step])
            return database.changesCount == 1
        }
    }

    package func spendRecovery(_ hash: String, of account: Int) throws(EngineError) -> Bool {
        try write("spend recovery") { database in
            try database.execute(
                sql: "DELETE FROM recovery_code WHERE account = ? AND hash = ?",
                arguments: [account, hash])
            return database.changesCount == 1
        }
    }

    package func recoveryLeft(of account: Int) throws(EngineError) -> Int {
        try read("recovery") { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM recovery_code WHERE account = ?",
                arguments: [account]) ?? 0
        }
    }

    package func failures(of key: String) throws(EngineError) -> SignInFailures? {
        try read("failures") { database in
            try Row.fetchOne(
                database, sql: "SELECT count, last_at FROM sign_in_failure WHERE name_key = ?",
                arguments: [key]
            ).map { SignInFailures(count: $0[0], lastAt: Instant(microseconds: $0[1])) }
        }
    }

    package func noteFailure(of key: String, at: Instant) throws(EngineError) {
        try execute(
            "note failure",
            """
            INSERT INTO sign_in_failure (name_key, count, last_at) VALUES (?, 1, ?)
            ON CONFLICT (name_key) DO UPDATE SET count = count + 1, last_at = excluded.last_at
            """, [key, at.microseconds])
    }

    package func clearFailures(of key: String) throws(EngineError) {
        try execute("clear failures", "DELETE FROM sign_in_failure WHERE name_key = ?", [key])
    }
}
