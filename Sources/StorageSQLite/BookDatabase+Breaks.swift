package import Engine
import Foundation
import GRDB
import Matching
package import Records

extension BookDatabase {
    package func breaks(_ filter: BreakFilter) throws(EngineError) -> [BookBreak] {
        var conditions = ["current = 1"]
        var arguments: StatementArguments = []
        switch filter.standing {
        case .open: conditions.append("state IN ('open', 'reopened')")
        case .expected: conditions.append("state = 'expected'")
        case .resolved: conditions.append("state = 'resolved'")
        case .all: break
        }
        if let leg = filter.leg {
            conditions.append("leg = ?")
            arguments += [leg]
        }
        if let reference = filter.reference {
            conditions.append("(reference = ? OR left_reference = ? OR right_reference = ?)")
            arguments += [reference, reference, reference]
        }
        let condition = conditions.joined(separator: " AND ")
        let found = arguments + [filter.limit]
        return try read("breaks") { database in
            try BreakRows.fetch(
                database,
                "WHERE \(condition) ORDER BY leg, occurred_at, break LIMIT ?", found)
        }
    }

    package func breaks(ids: [Hash128]) throws(EngineError) -> [BookBreak] {
        try read("breaks") { database in
            var found: [BookBreak] = []
            // Far below the number of arguments that SQLite takes (32,766).
            for start in stride(from: 0, to: ids.count, by: 500) {
                let part = ids[start..<min(start + 500, ids.count)]
                let marks = Array(repeating: "?", count: part.count).joined(separator: ", ")
                found += try BreakRows.fetch(
                    database, "WHERE break IN (\(marks)) AND current = 1",
                    StatementArguments(part.map { Words.store($0).blob }))
            }
            return found
        }
    }

    func insertBreaks(_ versions: [BookBreak], _ database: Database) throws {
        for version in versions { try BreakRows.append(version, to: database) }
    }
}
