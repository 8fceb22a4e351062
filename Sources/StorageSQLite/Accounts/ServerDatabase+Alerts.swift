package import Engine
import GRDB
import Records

extension ServerDatabase {
    package func alertRules() throws(EngineError) -> [AlertRule] {
        try read("alert rules") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT number, kind, threshold, currency FROM alert_rule ORDER BY number"
            ).compactMap { row in
                AlertRule.Kind(rawValue: row[1]).flatMap {
                    AlertRule(number: row[0], kind: $0, threshold: row[2], currency: row[3])
                }
            }
        }
    }

    package func add(_ rule: AlertRule) throws(EngineError) -> AlertRule? {
        try write("add alert rule") { database in
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM alert_rule") ?? 0
            guard count < AlertRule.limit else { return nil }
            try database.execute(
                sql: "INSERT INTO alert_rule (kind, threshold, currency) VALUES (?, ?, ?)",
                arguments: [rule.kind.rawValue, rule.threshold, rule.currency])
            var made = rule
            made.number = Int(database.lastInsertedRowID)
            return made
        }
    }

    package func change(
        alertRule before: AlertRule, to rule: AlertRule
    ) throws(EngineError) -> Bool {
        try write("change alert rule") { database in
            try database.execute(
                sql: """
                    UPDATE alert_rule SET threshold = ?, currency = ?
                    WHERE number = ? AND kind = ? AND threshold = ? AND currency = ?
                    """,
                arguments: [
                    rule.threshold, rule.currency, before.number, before.kind.rawValue,
                    before.threshold, before.currency,
                ])
            return database.changesCount == 1
        }
    }

    package func remove(alertRule number: Int) throws(EngineError) -> Bool {
        try write("remove alert rule") { database in
            try database.execute(
                sql: "DELETE FROM alert_rule WHERE number = ?", arguments: [number])
            return database.changesCount == 1
        }
    }

    package func raisedAlerts() throws(EngineError) -> [RaisedAlert] {
        try read("alerts") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT key, kind, subject, found, threshold, since FROM alert ORDER BY key"
            ).compactMap { row in
                AlertRule.Kind(rawValue: row[1]).map {
                    RaisedAlert(
                        key: row[0], kind: $0, subject: row[2], found: row[3], threshold: row[4],
                        since: Instant(microseconds: row[5]))
                }
            }
        }
    }

    package func note(
        raised: [RaisedAlert], ended: [String], _ deliveries: [WebhookDelivery]
    ) throws(EngineError) {
        try write("alerts") { database in
            for alert in raised {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO alert VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [
                        alert.key, alert.kind.rawValue, alert.subject, alert.found,
                        alert.threshold, alert.since.microseconds,
                    ])
            }
            for key in ended {
                try database.execute(sql: "DELETE FROM alert WHERE key = ?", arguments: [key])
            }
            for delivery in deliveries { try ServerDatabase.insert(delivery, database) }
        }
    }

    package func deadDeliveries() throws(EngineError) -> Int {
        try read("dead deliveries") { database in
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM delivery WHERE state = 'dead'") ?? 0
        }
    }
}
