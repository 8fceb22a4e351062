package import Engine
import GRDB
import Records

extension BookDatabase {
    package func breakChanges(
        from: Int, to: Int, limit: Int
    ) throws(EngineError) -> [RunComparison.Change] {
        try read("break changes") { database in
            let ids = """
                SELECT DISTINCT break FROM break_version
                WHERE run BETWEEN \(from) AND \(to) AND undone = 0
                """
            func versions(_ run: Int) throws -> [Hash128: BookBreak] {
                let found = try BreakRows.fetch(
                    database,
                    """
                    WHERE number IN (
                        SELECT max(number) FROM break_version
                        WHERE break IN (\(ids)) AND undone = 0 AND (run < ?1 OR run = ?1
                            AND (cause IS NULL OR cause NOT LIKE 'decision %'
                                AND cause NOT LIKE 'undone %'))
                        GROUP BY break ORDER BY break LIMIT ?2)
                    """, [run, limit])
                return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            }
            let before = try versions(from)
            return try versions(to).values.map {
                RunComparison.Change(before: before[$0.id], after: $0)
            }.sorted { ($0.after.leg, $0.after.id) < ($1.after.leg, $1.after.id) }
        }
    }
}
