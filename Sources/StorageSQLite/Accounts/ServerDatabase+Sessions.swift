package import Engine
import Foundation
import GRDB
package import Records

extension ServerDatabase {
    // MARK: Sessions

    package func add(_ session: AccountSession) throws(EngineError) {
        try execute(
            "add session",
            """
            INSERT INTO session (hash, account, created_at, seen_at, confirmed_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                session.hash, session.account, session.createdAt.microseconds,
                session.seenAt.microseconds, session.confirmedAt.microseconds,
            ])
    }

    package func session(hash: String) throws(EngineError) -> (AccountSession, ServerAccount)? {
        try read("session") { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT session.account, session.created_at, seen_at, confirmed_at,
                        \(ServerDatabase.columns(of: "account"))
                    FROM session JOIN account ON account.number = session.account
                    WHERE hash = ?
                    """, arguments: [hash])
            guard let row else { return nil }
            let session = AccountSession(
                hash: hash, account: row[0], createdAt: Instant(microseconds: row[1]),
                seenAt: Instant(microseconds: row[2]), confirmedAt: Instant(microseconds: row[3]))
            return (session, ServerDatabase.account(row, from: 4))
        }
    }

    package func touch(session hash: String, seenAt: Instant) throws(EngineError) {
        try execute(
            "touch session", "UPDATE session SET seen_at = ? WHERE hash = ?",
            [seenAt.microseconds, hash])
    }

    package func confirm(session hash: String, at: Instant) throws(EngineError) {
        try execute(
            "confirm session", "UPDATE session SET confirmed_at = ? WHERE hash = ?",
            [at.microseconds, hash])
    }

    package func end(session hash: String) throws(EngineError) {
        try execute("end session", "DELETE FROM session WHERE hash = ?", [hash])
    }

    package func endSessions(of account: Int) throws(EngineError) {
        try execute("end sessions", "DELETE FROM session WHERE account = ?", [account])
    }

    // MARK: Tokens

    private static let tokenColumns =
        "number, account, label, scopes, created_at, expires_at, revoked_at, used_at, hash"

    private static func token(_ row: Row, from first: Int = 0) -> AccessToken {
        let scopes: String = row[first + 3]
        let revoked: Int64? = row[first + 6]
        let used: Int64? = row[first + 7]
        return AccessToken(
            number: row[first], hash: row[first + 8], account: row[first + 1],
            label: row[first + 2],
            scopes: Set(scopes.split(separator: " ").compactMap { Permission(rawValue: "\($0)") }),
            createdAt: Instant(microseconds: row[first + 4]),
            expiresAt: Instant(microseconds: row[first + 5]),
            revokedAt: revoked.map { Instant(microseconds: $0) },
            usedAt: used.map { Instant(microseconds: $0) })
    }

    package func add(_ token: AccessToken) throws(EngineError) -> AccessToken {
        try write("add token") { database in
            try database.execute(
                sql: """
                    INSERT INTO token (hash, account, label, scopes, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    token.hash, token.account, token.label,
                    token.scopes.map(\.rawValue).sorted().joined(separator: " "),
                    token.createdAt.microseconds, token.expiresAt.microseconds,
                ])
            var made = token
            made.number = Int(database.lastInsertedRowID)
            return made
        }
    }

    package func tokens() throws(EngineError) -> [AccessToken] {
        try read("tokens") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \(ServerDatabase.tokenColumns) FROM token ORDER BY number"
            ).map { ServerDatabase.token($0) }
        }
    }

    package func token(hash: String) throws(EngineError) -> (AccessToken, ServerAccount)? {
        try read("token") { database in
            let own = ServerDatabase.tokenColumns.split(separator: ", ").map { "token.\($0)" }
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(own.joined(separator: ", ")), \(ServerDatabase.columns(of: "account"))
                    FROM token JOIN account ON account.number = token.account WHERE hash = ?
                    """, arguments: [hash])
            return row.map { (ServerDatabase.token($0), ServerDatabase.account($0, from: 9)) }
        }
    }

    package func use(token number: Int, at: Instant) throws(EngineError) {
        try execute(
            "use token", "UPDATE token SET used_at = ? WHERE number = ?",
            [at.microseconds, number])
    }

    package func revoke(token number: Int, at: Instant) throws(EngineError) -> Bool {
        try write("revoke token") { database in
            try database.execute(
                sql: "UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE number = ?",
                arguments: [at.microseconds, number])
            return database.changesCount == 1
        }
    }

    // MARK: Answers

    package func begin(
        key: String, of account: Int, request: String, at: Instant
    ) throws(EngineError) -> KeptAnswer.Beginning {
        try write("begin answer") { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT request, status, type, body FROM answer WHERE account = ? AND key = ?",
                arguments: [account, key])
            guard let row else {
                try database.execute(
                    sql: "INSERT INTO answer (account, key, request, at) VALUES (?, ?, ?, ?)",
                    arguments: [account, key, request, at.microseconds])
                return .first
            }
            guard row[0] == request else { return .otherRequest }
            guard let status: Int = row[1] else { return .underWay }
            return .answered(
                KeptAnswer(status: status, type: row[2] ?? "", body: [UInt8](row[3] as Data)))
        }
    }

    package func keep(
        _ answer: KeptAnswer, key: String, of account: Int
    ) throws(EngineError) {
        try execute(
            "keep answer",
            "UPDATE answer SET status = ?, type = ?, body = ? WHERE account = ? AND key = ?",
            [answer.status, answer.type, Data(answer.body), account, key])
    }

    package func forget(key: String, of account: Int) throws(EngineError) {
        try execute(
            "forget answer", "DELETE FROM answer WHERE account = ? AND key = ?", [account, key])
    }

    package func tidy(at: Instant) throws(EngineError) {
        try write("tidy") { database in
            try database.execute(
                sql: "DELETE FROM answer WHERE status IS NULL OR at < ?",
                arguments: [at.advanced(bySeconds: -KeptAnswer.life).microseconds])
            try database.execute(
                sql: "DELETE FROM session WHERE created_at < ?",
                arguments: [at.advanced(bySeconds: -AccountSession.life).microseconds])
            try database.execute(
                sql: "DELETE FROM sign_in_failure WHERE last_at < ?",
                arguments: [at.advanced(bySeconds: -Enrolment.life).microseconds])
            try database.execute(
                sql: "DELETE FROM enrolment WHERE until < ?", arguments: [at.microseconds])
            try database.execute(
                sql: "DELETE FROM delivery WHERE state = 'delivered' AND created_at < ?",
                arguments: [at.advanced(bySeconds: -WebhookDelivery.life).microseconds])
        }
    }

    // MARK: Access

    package func note(_ records: [AccessRecord]) throws(EngineError) {
        try write("note access") { database in
            for record in records {
                try database.execute(
                    sql: """
                        INSERT INTO access (at, actor, what, address, status)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        record.at.microseconds, record.actor, record.what, record.address,
                        record.status,
                    ])
            }
        }
    }

    package func accesses(
        before number: Int, limit: Int
    ) throws(EngineError) -> [AccessRecord] {
        try read("accesses") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, at, actor, what, address, status FROM access
                    WHERE number < ? ORDER BY number DESC LIMIT ?
                    """, arguments: [number, limit]
            ).map { row in
                AccessRecord(
                    number: row[0], at: Instant(microseconds: row[1]), actor: row[2],
                    what: row[3], address: row[4], status: row[5])
            }
        }
    }
}
