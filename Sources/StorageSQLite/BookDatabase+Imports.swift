package import Engine
import Foundation
import GRDB
package import Records

extension BookDatabase {
    package func settings() throws(EngineError) -> BookSettings {
        try read("settings") { database in
            guard
                let row = try SQLRequest<Row>(sql: "SELECT * FROM book", cached: true).fetchOne(
                    database)
            else {
                throw Words.Damage(table: "book", column: "id")
            }
            return BookSettings(
                merchant: row["merchant"], zone: row["zone"],
                createdAt: Instant(microseconds: row["created_at"]),
                startsOn: try Words.optionalDay(row, "starts_on", "book"),
                logKey: row["log_key"])
        }
    }

    package func numbers() throws(EngineError) -> BookNumbers {
        try read("numbers") { database in
            // Each is the last row of its table: every request asks.
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT (SELECT max(number) FROM definition),
                            (SELECT max(number) FROM import), (SELECT max(number) FROM statement),
                            (SELECT max(number) FROM run), (SELECT max(number) FROM decision),
                            (SELECT max(position) FROM log_leaf),
                            (SELECT count(*) FROM log_leaf WHERE fact = 'undo')
                        """))
            func highest(_ place: Int) -> Int { row?[place] as Int? ?? 0 }
            var numbers = BookNumbers()
            numbers.definition = highest(0)
            numbers.imports = highest(1)
            numbers.statement = highest(2)
            numbers.run = highest(3)
            numbers.decision = highest(4)
            numbers.leaves = (row?[5] as Int?).map { $0 + 1 } ?? 0
            numbers.undone = highest(6)
            return numbers
        }
    }

    // MARK: Definitions

    package func definition() throws(EngineError) -> StoredDefinition? {
        try definition("ORDER BY number DESC LIMIT 1", [])
    }

    package func definition(number: Int) throws(EngineError) -> StoredDefinition? {
        try definition("WHERE number = ?", [number])
    }

    private func definition(
        _ condition: String, _ arguments: StatementArguments
    ) throws(EngineError) -> StoredDefinition? {
        try read("definition") { database in
            guard
                let row = try SQLRequest<Row>(
                    sql: "SELECT * FROM definition \(condition)", arguments: arguments, cached: true
                ).fetchOne(database)
            else { return nil }
            let number = row["number"] as Int
            let dialects = try SQLRequest<Row>(
                sql: "SELECT name, text FROM definition_dialect WHERE definition = ? ORDER BY name",
                arguments: [number], cached: true
            ).fetchAll(database)
            return StoredDefinition(
                number: number, at: Instant(microseconds: row["at"]), actor: row["actor"],
                isAutomatic: row["automatic"], digest: row["digest"], yaml: row["yaml"],
                dialects: dialects.map { .init(name: $0["name"], text: $0["text"]) })
        }
    }

    package func commit(_ definition: StoredDefinition) throws(EngineError) {
        try write("definition") { database in
            try database.execute(
                sql: "INSERT INTO definition VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    definition.number, definition.at.microseconds, definition.actor,
                    definition.isAutomatic, definition.digest, definition.yaml,
                ])
            for dialect in definition.dialects {
                try database.execute(
                    sql: "INSERT INTO definition_dialect VALUES (?, ?, ?)",
                    arguments: [definition.number, dialect.name, dialect.text])
            }
            try LogRows.append(.definition(definition), to: database)
        }
        try publish()
    }

    // MARK: Imports

    /// With their statements; what they superseded is left out, for it may be much.
    package func imports(after: Int, limit: Int) throws(EngineError) -> [ImportFact] {
        try read("imports") {
            try BookDatabase.imports(
                $0, "WHERE number > ? ORDER BY number LIMIT ?", [after, limit])
        }
    }

    package func imports(numbers: Set<Int>) throws(EngineError) -> [ImportFact] {
        try read("imports") { database in
            try numbers.sorted().flatMap {
                try BookDatabase.imports(database, "WHERE number = ?", [$0])
            }
        }
    }

    package func imports(called name: String) throws(EngineError) -> [ImportFact] {
        var condition = "WHERE name = ?1 OR number = ?2"
        let digits = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        // The digits of a prefix and all that follow: 'g' stands behind the last of them.
        if name.utf8.count >= 8, digits { condition += " OR sha256 BETWEEN ?1 AND ?1 || 'g'" }
        return try read("imports") {
            try BookDatabase.imports(
                $0, condition + " ORDER BY number LIMIT 2", [name, Int(name)])
        }
    }

    package func hasImport(named name: String) throws(EngineError) -> Bool {
        try read("imports") { database in
            try SQLRequest<Bool>(
                sql: "SELECT EXISTS (SELECT 1 FROM import WHERE name = ?)",
                arguments: [name], cached: true
            ).fetchOne(database) ?? false
        }
    }

    func importsWithSupersessions() throws(EngineError) -> [ImportFact] {
        try read("imports") { database in
            try BookDatabase.imports(
                database, "ORDER BY number", [],
                supersessions: Dictionary(
                    grouping: try SQLRequest<Row>(
                        sql: "SELECT import, old, new FROM supersession ORDER BY old", cached: true
                    ).fetchAll(database),
                    by: { $0["import"] as Int }))
        }
    }

    private static func imports(
        _ database: Database, _ condition: String, _ arguments: StatementArguments,
        supersessions: [Int: [Row]] = [:]
    ) throws -> [ImportFact] {
        try SQLRequest<Row>(
            sql: "SELECT * FROM import \(condition)", arguments: arguments, cached: true
        ).fetchAll(database)
            .map { row in
                let number = row["number"] as Int
                return importFact(
                    row, try BookDatabase.statements(database, "WHERE import = ?", [number]),
                    supersessions[number] ?? [])
            }
    }

    package func importFact(sha256: String) throws(EngineError) -> ImportFact? {
        try importFact("WHERE sha256 = ?", [sha256])
    }

    package func importFact(number: Int) throws(EngineError) -> ImportFact? {
        try importFact("WHERE number = ?", [number])
    }

    private func importFact(
        _ condition: String, _ arguments: StatementArguments
    ) throws(EngineError) -> ImportFact? {
        try read("import") { database in
            guard
                let row = try SQLRequest<Row>(
                    sql: "SELECT * FROM import \(condition)", arguments: arguments, cached: true
                ).fetchOne(database)
            else { return nil }
            let number = row["number"] as Int
            let supersessions = try SQLRequest<Row>(
                sql: "SELECT import, old, new FROM supersession WHERE import = ? ORDER BY old",
                arguments: [number], cached: true
            ).fetchAll(database)
            return BookDatabase.importFact(
                row, try BookDatabase.statements(database, "WHERE import = ?", [number]),
                supersessions)
        }
    }

    private static func importFact(
        _ row: Row, _ statements: [StatementFact], _ supersessions: [Row]
    ) -> ImportFact {
        ImportFact(
            number: row["number"], at: Instant(microseconds: row["at"]), actor: row["actor"],
            sha256: row["sha256"], name: row["name"], byteCount: row["bytes"],
            replaces: row["replaces"], statements: statements,
            supersessions: supersessions.map { supersession($0) })
    }

    static func supersession(_ row: Row) -> Supersession {
        Supersession(
            old: Words.entry(row["old"]), new: (row["new"] as Int64?).map { Words.entry($0) })
    }

    package func statements() throws(EngineError) -> [StatementFact] {
        try read("statements") { try BookDatabase.statements($0, "", []) }
    }

    package func statements(numbers: Set<Int>) throws(EngineError) -> [StatementFact] {
        guard !numbers.isEmpty else { return [] }
        return try read("statements") { database in
            try numbers.sorted().flatMap {
                try BookDatabase.statements(database, "WHERE number = ?", [$0])
            }
        }
    }

    package func statement(_ number: Int) throws(EngineError) -> StatementFact? {
        try read("statement") {
            try BookDatabase.statements($0, "WHERE number = ?", [number]).first
        }
    }

    static func statements(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [StatementFact] {
        try SQLRequest<Row>(
            sql: "SELECT * FROM statement \(condition) ORDER BY number",
            arguments: arguments, cached: true
        ).fetchAll(database).map { row in
            try Words.reading(row["number"], of: "statement") { try statement(row) }
        }
    }

    private static func statement(_ row: Row) throws -> StatementFact {
        var fact = StatementFact(
            number: row["number"], importNumber: row["import"], file: row["file"],
            source: row["source"], dialect: row["dialect"])
        fact.account = row["account"]
        if let start = row["period_start"] as Int64?, let end = row["period_end"] as Int64? {
            guard start <= end else { throw Words.Damage(table: "statement", column: "period") }
            fact.period = Period(
                start: Instant(microseconds: start), end: Instant(microseconds: end))
        }
        fact.rows = row["row_count"]
        fact.firstTime = row["first_time"]
        fact.lastTime = row["last_time"]
        let excluded = row.bytes("excluded")
        guard excluded.count % 4 == 0 else {
            throw Words.Damage(table: "statement", column: "excluded")
        }
        fact.excluded = stride(from: 0, to: excluded.count, by: 4).map { at in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(excluded[at + $1]) << (8 * $1) }
        }
        fact.channels = (row["channels"] as String).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        if let sha256 = row["segment"] as String?, let root = row["entries_root"] as String? {
            fact.seal = SegmentSeal(sha256: sha256, merkleRoot: root)
        }
        return fact
    }

    package func rawBytes(of fact: ImportFact) throws(EngineError) -> [UInt8] {
        try BookFolder.readRaw(sha256: fact.sha256, count: fact.byteCount, in: folder, keys)
    }

    package func packed(_ bytes: [UInt8]) throws(EngineError) -> PackedFile {
        BookFolder.packed(bytes, with: try keys.current(.book))
    }

    package func commit(_ fact: ImportFact, raw: PackedFile) throws(EngineError) {
        try step(.raw) { try BookFolder.writeRaw(raw, sha256: fact.sha256, in: folder) }
        try write("import") { database in
            try onStep(.facts, .before)
            try insert(fact, database)
            try onStep(.facts, .after)
            try onStep(.leaves, .before)
            try LogRows.append(.imported(fact), to: database)
            for statement in fact.statements {
                try LogRows.append(.statement(statement), to: database)
            }
            try onStep(.leaves, .after)
        }
        try publish()
    }

    package func keepPace() {
        // A merge that fails is made up for by a later one.
        try? segments.keepPace()
    }

    private func insert(_ fact: ImportFact, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO import VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                fact.number, fact.at.microseconds, fact.actor, fact.sha256, fact.name,
                fact.byteCount, fact.replaces,
            ])
        for statement in fact.statements {
            let excluded = statement.excluded.flatMap { row in
                (0..<4).map { UInt8(truncatingIfNeeded: row >> (8 * $0)) }
            }
            try database.execute(
                sql: "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    statement.number, fact.number, statement.file, statement.source,
                    statement.dialect, statement.account, statement.period?.start.microseconds,
                    statement.period?.end.microseconds, statement.rows, statement.firstTime,
                    statement.lastTime, excluded.blob,
                    statement.channels.joined(separator: "\n"), statement.seal?.sha256,
                    statement.seal?.merkleRoot,
                ])
        }
        try FlowRows.append(fact.flows, to: database)
        let insertion = try database.makeStatement(
            sql: "INSERT INTO supersession (old, new, import) VALUES (?, ?, ?)")
        for supersession in fact.supersessions {
            try insertion.execute(arguments: [
                Words.store(supersession.old), supersession.new.map { Words.store($0) },
                fact.number,
            ])
        }
    }

    package func pendingSupersessions() throws(EngineError) -> [Supersession] {
        try read("supersessions") { database in
            try SQLRequest<Row>(
                sql: "SELECT old, new FROM supersession WHERE run IS NULL ORDER BY old",
                cached: true
            ).fetchAll(database).map { BookDatabase.supersession($0) }
        }
    }

    package func superseded(
        inStatements statements: [Int]
    ) throws(EngineError) -> Set<EntryID> {
        try read("superseded") { database in
            var found: Set<EntryID> = []
            let query = try database.makeStatement(
                sql: "SELECT old FROM supersession WHERE old BETWEEN ? AND ?")
            for statement in statements {
                let first = Words.store(EntryID(segment: statement, row: 0))
                let last = Words.store(EntryID(segment: statement, row: 0xFFFF_FFFF))
                for old in try Int64.fetchAll(query, arguments: [first, last]) {
                    found.insert(Words.entry(old))
                }
            }
            return found
        }
    }
}
