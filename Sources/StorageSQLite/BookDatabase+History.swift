package import Engine
import Foundation
import GRDB
package import Records
import Resolution

/// What became of entries, by the catalogue's indexes.
extension BookDatabase {
    package func supersessions(
        of entries: [EntryID]
    ) throws(EngineError) -> [(import: Int, supersession: Supersession)] {
        try read("supersessions") { database in
            var found: [Int64: (import: Int, supersession: Supersession)] = [:]
            for column in ["old", "new"] {
                let query = try database.makeStatement(
                    sql: "SELECT old, new, import FROM supersession WHERE \(column) = ?")
                for entry in entries {
                    for row in try Row.fetchAll(query, arguments: [Words.store(entry)]) {
                        found[row["old"]] = (row["import"], BookDatabase.supersession(row))
                    }
                }
            }
            return found.values.sorted { $0.supersession.old < $1.supersession.old }
        }
    }

    package func matchHistory(
        of entries: [EntryID]
    ) throws(EngineError) -> [(run: Int, match: MatchFact, voidedBy: String?)] {
        guard !entries.isEmpty else { return [] }
        // An entry is in no run before the one that took its statement.
        let (runs, voided) = try read("runs") { database in
            let runs = try SQLRequest<Int>(
                sql: """
                    SELECT number FROM run
                    WHERE match_count > 0 AND undone_at IS NULL ORDER BY number
                    """, cached: true
            ).fetchAll(database)
            var voided: [MatchPlace: String] = [:]
            let query = try database.makeStatement(
                sql: "SELECT * FROM voided_match WHERE left = ? OR right = ? ORDER BY voided_by")
            for entry in entries {
                let value = Words.store(entry)
                for row in try Row.fetchAll(query, arguments: [value, value]) {
                    let place = MatchPlace(
                        run: row["run"], left: Words.entry(row["left"]),
                        right: Words.entry(row["right"]))
                    voided[place] = voided[place] ?? row["voided_by"]
                }
            }
            return (runs, voided)
        }
        return try faulty { () throws(SegmentFault) in
            try segments.matches(of: entries, runs: runs)
        }.map { run, match in
            let place = MatchPlace(run: run, left: match.left, right: match.right)
            return (run, match, voided[place])
        }
    }

    package func breakHistory(
        of entries: [EntryID], reference: String
    ) throws(EngineError) -> [BookBreak] {
        try read("breaks") { database in
            var ids: Set<Data> = []
            for sql in [
                "SELECT break FROM break_version WHERE left_entry = ? AND undone = 0",
                "SELECT break FROM break_version WHERE right_entry = ? AND undone = 0",
                "SELECT break FROM open_item WHERE entry = ?",
            ] {
                let query = try database.cachedStatement(sql: sql)
                for entry in entries {
                    ids.formUnion(try Data.fetchAll(query, arguments: [Words.store(entry)]))
                }
            }
            ids.formUnion(
                try SQLRequest<Data>(
                    sql: "SELECT break FROM break_version WHERE current = 1 AND reference = ?",
                    arguments: [reference], cached: true
                ).fetchAll(database))
            return try ids.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { id in
                try BreakRows.fetch(
                    database, "WHERE break = ? AND undone = 0 ORDER BY number", [id])
            }
        }
    }

    package func decisions(
        about breaks: [Hash128], entries: [EntryID]
    ) throws(EngineError) -> [StoredDecision] {
        try read("decisions") { database in
            var numbers: Set<Int> = []
            let ofBreak = try database.makeStatement(
                sql: "SELECT decision FROM decision_break WHERE break = ?")
            for id in breaks {
                numbers.formUnion(
                    try Int.fetchAll(ofBreak, arguments: [Words.store(id).blob]))
            }
            let ofEntry = try database.makeStatement(
                sql: "SELECT decision FROM decision_entry WHERE entry = ?")
            for entry in entries {
                numbers.formUnion(try Int.fetchAll(ofEntry, arguments: [Words.store(entry)]))
            }
            return try numbers.sorted().flatMap {
                try DecisionRows.fetch(database, "WHERE number = ?", [$0])
            }
        }
    }

    package func steps(ofDecision number: Int) throws(EngineError) -> [DecisionUnit.Step] {
        try read("decision steps") { try DecisionRows.steps($0, number) }
    }
}
