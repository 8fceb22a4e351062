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
            try ids.flatMap { id in
                try BreakRows.fetch(
                    database, "WHERE break = ? AND current = 1", [Words.store(id).blob])
            }
        }
    }

    func insertBreaks(_ versions: [BookBreak], _ database: Database) throws {
        for version in versions { try BreakRows.append(version, to: database) }
    }
}
