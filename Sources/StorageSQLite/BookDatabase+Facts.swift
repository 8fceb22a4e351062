import Engine
import GRDB
import Records

extension BookDatabase {
    /// Every fact, from its rows: what the leaves of the log must say.
    func facts() throws(EngineError) -> [BookFact] {
        var facts: [BookFact] = [.book(try settings())]
        let numbers = try numbers()
        for number in stride(from: 1, through: numbers.definition, by: 1) {
            if let definition = try definition(number: number) {
                facts.append(.definition(definition))
            }
        }
        for fact in try importsWithSupersessions() {
            facts.append(.imported(fact))
            facts += fact.statements.map { .statement($0) }
        }
        facts += try read("runs") { database in
            try BookDatabase.runs(database, "ORDER BY number", []).map { .run($0) }
        }
        facts += try read("undone runs") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, undone_at, undone_by FROM run WHERE undone_at IS NOT NULL
                    ORDER BY number
                    """
            ).map { row in
                .undo(
                    UndoFact(
                        run: row["number"], at: Instant(microseconds: row["undone_at"]),
                        actor: row["undone_by"]))
            }
        }
        facts += try decisionFacts()
        facts += try read("notes") { try NoteRows.facts($0) }
        facts += try closes().map { .close($0) }
        facts += try read("journal") { try JournalRows.fetch($0).map { .posting($0) } }
        return facts
    }
}
