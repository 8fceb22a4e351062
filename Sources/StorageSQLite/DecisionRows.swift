import Engine
import Foundation
import GRDB
import Records
import Resolution

/// Decisions and the steps they took.
enum DecisionRows {
    private static let table = "decision"

    static func append(_ stored: StoredDecision, _ database: Database) throws {
        let decision = stored.decision
        try database.execute(
            sql: "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                decision.number, decision.kind.text, decision.at.microseconds,
                decision.maker.description, decision.maker.key, decision.amount?.description,
                decision.reason,
                decision.evidence.bytes.blob, decision.evidence.digest.description,
                StoredDecision.word(stored.course.approval),
                stored.amounts.map(\.description).joined(separator: ";"),
            ])
        for id in decision.breaks {
            try database.execute(
                sql: "INSERT INTO decision_break VALUES (?, ?)",
                arguments: [decision.number, Words.store(id).blob])
        }
        for entry in decision.entries {
            try database.execute(
                sql: "INSERT INTO decision_entry VALUES (?, ?)",
                arguments: [decision.number, Words.store(entry)])
        }
    }

    static func append(_ unit: DecisionUnit.Step, _ database: Database) throws {
        var actor: String?
        var reason: String?
        var undoneBy: Int?
        switch unit.step {
        case .approve(let name), .withdraw(let name): actor = name.description
        case .reject(let name, let text): (actor, reason) = (name.description, text)
        case .apply: break
        case .undo(let number): undoneBy = number
        }
        try database.execute(
            sql: """
                INSERT INTO decision_step (decision, step, at, actor, reason, undone_by)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                unit.decision, unit.step.name.rawValue, unit.at.microseconds, actor, reason,
                undoneBy,
            ])
    }

    static func append(_ close: PeriodCloseFact, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO period_close VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                close.number, close.through.number, close.at.microseconds, close.maker,
                close.checker, close.run,
            ])
    }

    static func condition(_ filter: DecisionFilter) -> (String, StatementArguments) {
        var conditions = ["1"]
        var arguments: StatementArguments = []
        func add(_ condition: String, _ values: StatementArguments) {
            conditions.append(condition)
            arguments += values
        }
        if let kind = filter.kind {
            add("(kind = ? OR kind LIKE ?)", [kind.rawValue, "\(kind.rawValue) %"])
        }
        if let maker = filter.maker { add("maker_key = ?", [maker.key]) }
        if let since = filter.since { add("at >= ?", [since.microseconds]) }
        if let id = filter.breakID {
            add(
                "number IN (SELECT decision FROM decision_break WHERE break = ?)",
                [Words.store(id).blob])
        }
        if let run = filter.run {
            add("number IN (SELECT decision FROM decision_effect WHERE run = ?)", [run])
        }
        if !filter.states.isEmpty {
            let states = filter.states.map(\.rawValue).sorted()
            add(
                "\(state) IN (\(states.map { _ in "?" }.joined(separator: ", ")))",
                StatementArguments(states))
        }
        if let after = filter.after { add("number \(filter.newestFirst ? "<" : ">") ?", [after]) }
        arguments += [filter.limit]
        let order = filter.newestFirst ? "DESC" : "ASC"
        return (
            "WHERE \(conditions.joined(separator: " AND ")) ORDER BY number \(order) LIMIT ?",
            arguments
        )
    }

    /// What the last step made of it.
    private static let state = """
        CASE (SELECT step FROM decision_step WHERE decision_step.decision = decision.number
                ORDER BY decision_step.number DESC LIMIT 1)
            WHEN 'approve' THEN 'approved' WHEN 'apply' THEN 'applied'
            WHEN 'reject' THEN 'rejected' WHEN 'withdraw' THEN 'withdrawn'
            WHEN 'undo' THEN 'undone'
            ELSE CASE approval WHEN 'alone' THEN 'approved' ELSE 'proposed' END
        END
        """

    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [StoredDecision] {
        try SQLRequest<Row>(
            sql: "SELECT * FROM decision \(condition)", arguments: arguments, cached: true
        ).fetchAll(database).map { row in
            let number = row["number"] as Int
            return try Words.reading(number, of: table) { try read(row, number, database) }
        }
    }

    private static func read(
        _ row: Row, _ number: Int, _ database: Database
    ) throws -> StoredDecision {
        // What the table's CHECK says; a disk does not ask it.
        guard number > 0 else { throw Words.Damage(table: table, column: "number") }
        let breaks = try SQLRequest<Data>(
            sql: "SELECT break FROM decision_break WHERE decision = ?",
            arguments: [number], cached: true
        ).fetchAll(database)
        let entries = try SQLRequest<Int64>(
            sql: "SELECT entry FROM decision_entry WHERE decision = ?",
            arguments: [number], cached: true
        ).fetchAll(database)
        let maker = try Words.read(row, "maker", table) { ActorName($0) }
        let decision = try Decision(
            number: number, try Words.read(row, "kind", table) { DecisionKind($0) },
            breaks: breaks.compactMap { Words.hash([UInt8]($0)) },
            entries: entries.map { Words.entry($0) },
            amount: try Words.readOptional(row, "amount", table) { money($0) },
            reason: row["reason"], maker: maker, at: Instant(microseconds: row["at"]),
            evidence: Decision.Evidence(
                digest: try Words.read(row, "evidence_digest", table) { ContentDigest(hex: $0) },
                bytes: row.bytes("evidence")))
        let approval = try Words.read(row, "approval", table) { StoredDecision.approval($0) }
        var course = DecisionCourse(maker: maker, approval)
        var appliedAt: Instant?
        for step in try steps(database, number) {
            try course.apply(step.step)
            if step.step == .apply { appliedAt = step.at }
        }
        let amounts = (row["amounts"] as String).split(separator: ";").compactMap {
            money(String($0))
        }
        var stored = StoredDecision(decision: decision, course: course, amounts: amounts)
        stored.appliedAt = appliedAt
        if let effect = try SQLRequest<Row>(
            sql: "SELECT run, bytes FROM decision_effect WHERE decision = ?",
            arguments: [number], cached: true
        ).fetchOne(database) {
            let bytes = effect.bytes("bytes")
            stored.run = effect["run"]
            stored.effectBytes = bytes
            stored.effect = try EffectReader.effect(bytes)
        }
        return stored
    }

    static func steps(_ database: Database, _ number: Int) throws -> [DecisionUnit.Step] {
        try SQLRequest<Row>(
            sql: "SELECT * FROM decision_step WHERE decision = ? ORDER BY number",
            arguments: [number], cached: true
        ).fetchAll(database).map { row in
            let name = try Words.read(row, "step", "decision_step") {
                DecisionStep.Name(rawValue: $0)
            }
            let actor = try Words.readOptional(row, "actor", "decision_step") { ActorName($0) }
            let step: DecisionStep? =
                switch name {
                case .approve: actor.map { .approve(by: $0) }
                case .reject: actor.map { .reject(by: $0, reason: row["reason"] ?? "") }
                case .withdraw: actor.map { .withdraw(by: $0) }
                case .apply: .apply
                case .undo: (row["undone_by"] as Int?).map { .undo(by: $0) }
                }
            guard let step else { throw Words.Damage(table: "decision_step", column: "actor") }
            return DecisionUnit.Step(
                decision: number, step, at: Instant(microseconds: row["at"]))
        }
    }

    /// "-12.30 CNY".
    static func money(_ text: String) -> Money? {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let currency = Currency(parts[1]) else { return nil }
        return Money(decimal: parts[0], currency: currency)
    }
}
