package import Engine
import Foundation
import GRDB
import Matching
package import Records

extension BookDatabase {
    package func breaks(_ filter: BreakFilter) throws(EngineError) -> [BookBreak] {
        let query = BreakQuery(filter)
        return try read("breaks") { database in
            var arguments = query.arguments
            var condition = query.condition
            if let after = filter.after {
                guard
                    let place = try Row.fetchOne(
                        database,
                        sql: """
                            SELECT \(query.keys) FROM break_version
                            WHERE break = ? AND current = 1
                            """, arguments: [Words.store(after).blob])
                else { throw EngineError.book(.unknown(kind: "break", name: after.hex)) }
                let marks = Array(repeating: "?", count: place.count).joined(separator: ", ")
                condition += " AND (\(query.keys)) \(query.later) (\(marks))"
                arguments += StatementArguments(place.map(\.1))
            }
            // The index finds the page, and only its rows are read.
            return try BreakRows.fetch(
                database,
                """
                WHERE number IN (
                    SELECT number FROM \(query.table) WHERE \(condition)
                    ORDER BY \(query.order) LIMIT ?)
                ORDER BY \(query.order)
                """, arguments + [filter.limit])
        }
    }

    package func breakIDs(_ filter: BreakFilter) throws(EngineError) -> [Hash128] {
        let query = BreakQuery(filter)
        return try read("breaks") { database in
            var ids: [Hash128] = []
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT break FROM \(query.table) WHERE \(query.condition)
                    ORDER BY \(query.order)
                    """, arguments: query.arguments)
            while let row = try rows.next() {
                guard let id = Words.hash(row.bytes("break")) else {
                    throw Words.Damage(table: "break_version", column: "break")
                }
                ids.append(id)
            }
            return ids
        }
    }

    package func breakCount(_ filter: BreakFilter) throws(EngineError) -> Int {
        let query = BreakQuery(filter)
        return try read("breaks") { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM \(query.table) WHERE \(query.condition)",
                arguments: query.arguments) ?? 0
        }
    }

    package func breakSums(_ filter: BreakFilter) throws(EngineError) -> [Currency: Money] {
        let query = BreakQuery(filter)
        return try read("breaks") { database in
            var sums: [Currency: Money] = [:]
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT currency, amount FROM \(query.table) WHERE \(query.condition) LIMIT ?
                    """, arguments: query.arguments + [filter.limit])
            while let row = try rows.next() {
                let currency = try Words.read(row, "currency", "break_version") { Currency($0) }
                let amount = try Words.read(row, "amount", "break_version") {
                    Money(decimal: $0, currency: currency)
                }
                sums[currency] = sums[currency].map { $0 + amount } ?? amount
            }
            return sums
        }
    }

    package func breakCurrencies(
        _ standing: BreakFilter.Standing
    ) throws(EngineError) -> [Currency] {
        var filter = BreakFilter()
        filter.standing = standing
        let query = BreakQuery(filter)
        return try read("breaks") { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT currency FROM break_version WHERE \(query.condition)
                    ORDER BY currency
                    """, arguments: query.arguments
            ).compactMap { Currency($0) }
        }
    }

    package func marks(of ids: [Hash128]) throws(EngineError) -> [Hash128: BreakMarks] {
        try read("marks") { database in
            var marks: [Hash128: BreakMarks] = [:]
            for id in ids {
                marks[id] = try NoteRows.marks(id, database)
                let decision = try Int.fetchOne(
                    database, sql: "SELECT max(decision) FROM decision_break WHERE break = ?",
                    arguments: [Words.store(id).blob])
                if let decision { marks[id, default: BreakMarks()].decision = decision }
            }
            return marks
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

    package func breaks(
        referencePrefix prefix: String, limit: Int
    ) throws(EngineError) -> [BookBreak] {
        try read("breaks") { database in
            // Bytes are compared: what begins so ends before the greatest character behind it.
            try BreakRows.fetch(
                database,
                """
                WHERE current = 1 AND reference >= ?1 AND reference < ?1 || char(1114111)
                ORDER BY reference, break LIMIT ?2
                """, [prefix, limit])
        }
    }

    func insertBreaks(_ versions: [BookBreak], _ database: Database) throws {
        for version in versions { try BreakRows.append(version, to: database) }
    }
}
