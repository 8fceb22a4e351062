import Engine
import GRDB
import Records

extension BookDatabase {
    /// Facts of one kind, or of two that stand together.
    struct FactGroup {
        var kinds: [String]
        var facts: () throws(EngineError) -> [BookFact]
    }

    /// Every fact, from its rows: what the leaves of the log must say. Group by group, so that
    /// damage in one keeps none of the others from being looked at.
    var factGroups: [FactGroup] {
        [
            FactGroup(kinds: ["book"]) { () throws(EngineError) in [.book(try self.settings())] },
            FactGroup(kinds: ["definition"]) { () throws(EngineError) in
                try self.definitionFacts()
            },
            FactGroup(kinds: ["import", "statement"]) { () throws(EngineError) in
                try self.importsWithSupersessions().flatMap { fact in
                    [.imported(fact)] + fact.statements.map { .statement($0) }
                }
            },
            FactGroup(kinds: ["run"]) { () throws(EngineError) in
                try self.read("runs") { database in
                    try BookDatabase.runs(database, "ORDER BY number", []).map { .run($0) }
                }
            },
            FactGroup(kinds: ["undo"]) { () throws(EngineError) in try self.undoFacts() },
            FactGroup(kinds: ["decision"]) { () throws(EngineError) in try self.decisionFacts() },
            FactGroup(kinds: ["note"]) { () throws(EngineError) in
                try self.read("notes") { try NoteRows.facts($0) }
            },
            FactGroup(kinds: ["close"]) { () throws(EngineError) in
                try self.closes().map { .close($0) }
            },
            FactGroup(kinds: ["reveal"]) { () throws(EngineError) in
                try self.reveals().map { .revealed($0) }
            },
            FactGroup(kinds: ["posting"]) { () throws(EngineError) in
                try self.read("journal") { try JournalRows.fetch($0).map { .posting($0) } }
            },
        ]
    }

    private func definitionFacts() throws(EngineError) -> [BookFact] {
        var facts: [BookFact] = []
        for number in stride(from: 1, through: try numbers().definition, by: 1) {
            if let definition = try definition(number: number) {
                facts.append(.definition(definition))
            }
        }
        return facts
    }

    private func undoFacts() throws(EngineError) -> [BookFact] {
        try read("undone runs") { database in
            try SQLRequest<Row>(
                sql: """
                    SELECT number, undone_at, undone_by FROM run WHERE undone_at IS NOT NULL
                    ORDER BY number
                    """, cached: true
            ).fetchAll(database).map { row in
                .undo(
                    UndoFact(
                        run: row["number"], at: Instant(microseconds: row["undone_at"]),
                        actor: row["undone_by"]))
            }
        }
    }
}
