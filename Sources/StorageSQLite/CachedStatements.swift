import GRDB

extension Database {
    /// Runs one statement that is prepared once and kept: a run writes a hundred thousand rows.
    func executeCached(sql: String, arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
