import Engine
import Foundation
import GRDB
import Ledger
import Matching
import Records
import Resolution

/// What a decision does to the rows of the book.
enum EffectRows {
    static func append(_ applied: DecisionUnit.Application, _ database: Database) throws {
        let (effect, number) = (applied.effect, applied.decision)
        try database.executeCached(
            sql: "INSERT INTO decision_effect VALUES (?, ?, ?)",
            arguments: [number, applied.run, effect.json(of: number).bytes.blob])
        try leave(effect, number, database)
        try giveBack(effect, number, database)
        try part(effect, number, database)
        for turn in effect.turns { try append(turn, number, database) }
        for (line, rule) in effect.rules.enumerated() {
            try append(rule, number, line, database)
        }
        for rule in effect.ended {
            try database.executeCached(
                sql: """
                    UPDATE standing_rule SET ended_by = ? WHERE decision = ? AND ended_by IS NULL
                    """, arguments: [number, rule.decision])
        }
        for instruction in effect.instructions { try append(instruction, database) }
        for key in effect.cancelled {
            try database.executeCached(
                sql: "UPDATE outbox SET state = 'cancelled' WHERE key = ? AND state = 'pending'",
                arguments: [key])
        }
    }

    private static func leave(
        _ effect: DecisionEffect, _ number: Int, _ database: Database
    ) throws {
        for item in effect.leaving {
            try database.executeCached(
                sql: """
                    UPDATE open_item SET leaving = ?
                    WHERE leg = ? AND side = ? AND entry = ? AND closed_in IS NULL
                        AND leaving IS NULL
                    """,
                arguments: [
                    OpenItem.Leaving.decided(by: number).text, item.leg, item.side.rawValue,
                    Words.store(item.entry),
                ])
            guard database.changesCount == 1 else { throw DecisionRefusal.changedSince }
        }
    }

    /// What no run has counted as resolved yet is open again; the rest is looked at by the next.
    private static func giveBack(
        _ effect: DecisionEffect, _ number: Int, _ database: Database
    ) throws {
        for item in effect.returning {
            let place: StatementArguments = [
                item.leg, item.side.rawValue, Words.store(item.entry),
            ]
            try database.executeCached(
                sql: """
                    UPDATE open_item SET leaving = NULL
                    WHERE leg = ? AND side = ? AND entry = ? AND closed_in IS NULL
                    """, arguments: place)
            if database.changesCount == 1 { continue }
            // It left with a run: that stands, and the next one looks at the entry again.
            try database.executeCached(
                sql: """
                    UPDATE open_item SET leaving = NULL
                    WHERE leg = ? AND side = ? AND entry = ? AND leaving LIKE 'decision %'
                    """, arguments: place)
            try database.executeCached(
                sql: "INSERT INTO returned VALUES (?, ?, ?, ?, NULL, NULL)",
                arguments: place + [number])
        }
    }

    /// Matches that a decision took apart, or that stand again before a run has looked at them.
    private static func part(
        _ effect: DecisionEffect, _ number: Int, _ database: Database
    ) throws {
        for pair in effect.voided {
            try database.executeCached(
                sql: "INSERT INTO voided_match VALUES (?, ?, ?, ?)",
                arguments: [
                    pair.run, Words.store(pair.left), Words.store(pair.right),
                    OpenItem.Leaving.decided(by: number).text,
                ])
        }
        guard !effect.restored.isEmpty else { return }
        for original in effect.reversed {
            try database.executeCached(
                sql: "DELETE FROM voided_match WHERE voided_by = ?",
                arguments: [OpenItem.Leaving.decided(by: original).text])
            guard database.changesCount == effect.restored.count else {
                throw DecisionRefusal.changedSince
            }
            try database.executeCached(
                sql: """
                    UPDATE returned SET ended_by = ? WHERE decision = ? AND run IS NULL
                    """, arguments: [number, original])
        }
    }

    private static func append(
        _ turn: DecisionEffect.Turn, _ number: Int, _ database: Database
    ) throws {
        let id = Words.store(turn.breakID).blob
        switch turn.what {
        case .part(let amount, _):
            try database.executeCached(
                sql: "INSERT INTO break_part VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    number, id, String(amount.units), amount.scale,
                    amount.currency.description,
                ])
        case .expected(let until, _):
            try database.executeCached(
                sql: "INSERT INTO expectation VALUES (?, ?, ?, NULL)",
                arguments: [id, number, until?.number])
        case .notExpected(let original):
            try database.executeCached(
                sql: "UPDATE expectation SET ended_by = ? WHERE break = ? AND decision = ?",
                arguments: [number, id, original])
        default: break
        }
    }

    private static func append(
        _ rule: StandingRule, _ number: Int, _ line: Int, _ database: Database
    ) throws {
        var word = ""
        var (identity, other): (Data?, Data?)
        var (name, amount, order, channel): (String?, String?, String?, String?)
        switch rule.what {
        case .ignored(let own, let rule):
            (word, identity, name) = ("ignored", Words.store(own).blob, rule)
        case .notADuplicate(let own): (word, identity) = ("not_a_duplicate", Words.store(own).blob)
        case .apart(let left, let right):
            (word, identity, other) = ("apart", Words.store(left).blob, Words.store(right).blob)
        case .refundExpected(let money, let orderReference, let channelReference):
            (word, amount) = ("refund_expected", money.description)
            (order, channel) = (orderReference, channelReference)
        }
        try database.executeCached(
            sql: "INSERT INTO standing_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            arguments: [number, line, word, identity, other, name, amount, order, channel])
    }

    static func rule(_ row: Row) throws -> StandingRule {
        let table = "standing_rule"
        func hash(_ column: String) throws -> Hash128 {
            guard let found = Words.hash(row.bytes(column)) else {
                throw Words.Damage(table: table, column: column)
            }
            return found
        }
        let what: StandingRule.What
        switch row["rule"] as String {
        case "ignored": what = .ignored(try hash("identity"), rule: row["name"] ?? "")
        case "not_a_duplicate": what = .notADuplicate(try hash("identity"))
        case "apart": what = .apart(left: try hash("identity"), right: try hash("other"))
        default:
            what = .refundExpected(
                amount: try Words.read(row, "amount", table) { DecisionRows.money($0) },
                orderReference: row["order_reference"],
                channelReference: row["channel_reference"])
        }
        return StandingRule(decision: row["decision"], what)
    }

    private static func append(_ instruction: Instruction, _ database: Database) throws {
        try database.executeCached(
            sql: "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending')",
            arguments: [
                instruction.key, instruction.decision, instruction.kind.rawValue,
                Words.store(instruction.breakID).blob, instruction.channel.description,
                instruction.amount?.description, instruction.orderReference,
                instruction.channelReference,
            ])
    }

    static func instruction(_ row: Row) throws -> OutboxItem {
        let table = "outbox"
        guard let id = Words.hash(row.bytes("break")) else {
            throw Words.Damage(table: table, column: "break")
        }
        return OutboxItem(
            Instruction(
                try Words.read(row, "kind", table) { Instruction.Kind(rawValue: $0) },
                decision: row["decision"], breakID: id,
                channel: try Words.read(row, "channel", table) { AccountLabel($0) },
                amount: try Words.readOptional(row, "amount", table) { DecisionRows.money($0) },
                orderReference: row["order_reference"],
                channelReference: row["channel_reference"], key: row["key"]),
            try Words.read(row, "state", table) { OutboxItem.State(rawValue: $0) })
    }
}
