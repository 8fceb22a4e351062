package import Engine
import Foundation
import GRDB
package import Records

extension ServerDatabase {
    package func webhooks() throws(EngineError) -> [Webhook] {
        try read("webhooks") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, key, address, secret, events, created_at, ended_at FROM webhook
                    ORDER BY number
                    """
            ).map { row in
                let events: String = row[4]
                let ended: Int64? = row[6]
                return Webhook(
                    number: row[0], key: row[1], address: row[2], secret: [UInt8](row[3] as Data),
                    events: Set(
                        events.split(separator: " ").compactMap { Webhook.Event(rawValue: "\($0)") }
                    ), createdAt: Instant(microseconds: row[5]),
                    endedAt: ended.map { Instant(microseconds: $0) })
            }
        }
    }

    package func add(
        _ webhook: Webhook, from place: BookChanges.Place
    ) throws(EngineError) -> Webhook? {
        try write("add webhook") { database in
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM webhook") ?? 0
            guard count < Webhook.limit else { return nil }
            if count == 0 {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO webhook_place VALUES (1, ?, ?)",
                    arguments: [place.leaves, place.version])
            }
            try database.execute(
                sql: """
                    INSERT INTO webhook (key, address, secret, events, created_at)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    webhook.key, webhook.address, Data(webhook.secret),
                    webhook.events.map(\.rawValue).sorted().joined(separator: " "),
                    webhook.createdAt.microseconds,
                ])
            var made = webhook
            made.number = Int(database.lastInsertedRowID)
            return made
        }
    }

    package func remove(webhook number: Int) throws(EngineError) -> Bool {
        try write("remove webhook") { database in
            try database.execute(
                sql: "DELETE FROM webhook WHERE number = ?", arguments: [number])
            let isKnown = database.changesCount == 1
            // Nobody is told any more; whoever comes next is told from then on.
            try database.execute(
                sql: "DELETE FROM webhook_place WHERE NOT EXISTS (SELECT 1 FROM webhook)")
            return isKnown
        }
    }

    package func end(webhook number: Int, at: Instant) throws(EngineError) {
        try write("end webhook") { database in
            try database.execute(
                sql: "UPDATE webhook SET ended_at = ? WHERE number = ?",
                arguments: [at.microseconds, number])
            try database.execute(
                sql: "UPDATE delivery SET state = 'dead' WHERE webhook = ? AND state = 'waiting'",
                arguments: [number])
        }
    }

    private static func place(_ database: Database) throws -> BookChanges.Place? {
        try Row.fetchOne(database, sql: "SELECT leaves, version FROM webhook_place").map {
            BookChanges.Place(leaves: $0[0], version: $0[1])
        }
    }

    package func webhookPlace() throws(EngineError) -> BookChanges.Place? {
        try read("webhook place") { try ServerDatabase.place($0) }
    }

    // MARK: Deliveries

    private static let deliveryColumns = """
        number, webhook, message, event, body, created_at, state, attempts, due_at, last_at, \
        last_answer
        """

    private static func delivery(_ row: Row) -> WebhookDelivery {
        let last: Int64? = row[9]
        var delivery = WebhookDelivery(
            number: row[0], webhook: row[1], message: row[2], event: row[3],
            body: [UInt8](row[4] as Data), createdAt: Instant(microseconds: row[5]))
        delivery.state = WebhookDelivery.State(rawValue: row[6]) ?? .dead
        delivery.attempts = row[7]
        delivery.dueAt = Instant(microseconds: row[8])
        delivery.lastAt = last.map { Instant(microseconds: $0) }
        delivery.lastAnswer = row[10]
        return delivery
    }

    static func insert(_ delivery: WebhookDelivery, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO delivery (webhook, message, event, body, created_at, state, attempts,
                    due_at, last_answer)
                VALUES (?, ?, ?, ?, ?, ?, 0, ?, '') ON CONFLICT (webhook, message) DO NOTHING
                """,
            arguments: [
                delivery.webhook, delivery.message, delivery.event, Data(delivery.body),
                delivery.createdAt.microseconds, delivery.state.rawValue,
                delivery.dueAt.microseconds,
            ])
    }

    package func enqueue(
        _ deliveries: [WebhookDelivery], from before: BookChanges.Place, to place: BookChanges.Place
    ) throws(EngineError) {
        try write("enqueue") { database in
            guard try ServerDatabase.place(database) == before else { return }
            for delivery in deliveries { try ServerDatabase.insert(delivery, database) }
            try database.execute(
                sql: "UPDATE webhook_place SET leaves = ?, version = ?",
                arguments: [place.leaves, place.version])
        }
    }

    package func enqueue(_ delivery: WebhookDelivery) throws(EngineError) -> WebhookDelivery {
        try write("enqueue") { database in
            try ServerDatabase.insert(delivery, database)
            var made = delivery
            made.number = Int(database.lastInsertedRowID)
            return made
        }
    }

    private func deliveries(
        _ condition: String, _ arguments: StatementArguments
    ) throws(EngineError) -> [WebhookDelivery] {
        try read("deliveries") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT \(ServerDatabase.deliveryColumns) FROM delivery \(condition)",
                arguments: arguments
            ).map { ServerDatabase.delivery($0) }
        }
    }

    package func dueDeliveries(
        of webhook: Int, at: Instant, limit: Int
    ) throws(EngineError) -> [WebhookDelivery] {
        try deliveries(
            """
            WHERE webhook = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at, number LIMIT ?
            """, [webhook, at.microseconds, limit])
    }

    package func note(_ delivery: WebhookDelivery) throws(EngineError) {
        try execute(
            "note delivery",
            """
            UPDATE delivery SET state = ?, attempts = ?, due_at = ?, last_at = ?, last_answer = ?
            WHERE number = ?
            """,
            [
                delivery.state.rawValue, delivery.attempts, delivery.dueAt.microseconds,
                delivery.lastAt?.microseconds, delivery.lastAnswer, delivery.number,
            ])
    }

    package func deliveries(
        of webhook: Int, before number: Int, limit: Int
    ) throws(EngineError) -> [WebhookDelivery] {
        try deliveries(
            "WHERE webhook = ? AND number < ? ORDER BY number DESC LIMIT ?",
            [webhook, number, limit])
    }

    package func replay(
        delivery number: Int, at: Instant
    ) throws(EngineError) -> WebhookDelivery? {
        try execute(
            "replay",
            "UPDATE delivery SET state = 'waiting', attempts = 0, due_at = ? WHERE number = ?",
            [at.microseconds, number])
        return try deliveries("WHERE number = ?", [number]).first
    }
}
