import Engine
import Foundation
import GRDB
import Records

extension BookAudit {
    /// Each run's statement, matches, open items and breaks are those that its fact names, every
    /// identity closes, and each statement begins where the one before it ended.
    mutating func runs() throws(EngineError) {
        var carried: [String: Term]?
        for run in try book.runs() {
            progress.step("run \(run.number)")
            report.runs += 1
            let statement = try book.statementJSON(ofRun: run.number) ?? []
            compare(
                .statement, "run \(run.number), statement", Digest.sha256(statement), run.statement)
            compare(
                .openItems, "run \(run.number)", try openDigest(after: run.number), run.openItems)
            compare(.breaks, "run \(run.number)", try breakDigest(of: run.number), run.breaks)
            try matches(run)
            carried = chain(run, statement, carried)
        }
    }

    private mutating func compare(
        _ part: BookFinding.Part, _ place: String, _ found: String, _ expected: String
    ) {
        if found != expected { add(part, place, found: found, expected: expected) }
    }

    private mutating func matches(_ run: RunFact) throws(EngineError) {
        guard let expected = run.matches else { return }
        do throws(EngineError) {
            compare(
                .segment, "\(run.number).matches", try book.matchesRoot(ofRun: run), expected)
        } catch {
            add(
                .segment, "\(run.number).matches", found: BookAudit.text(error),
                expected: expected)
        }
    }

    /// Over the items that were open when the run ended. What an import or a decision settled
    /// afterwards was open then.
    private func openDigest(after run: Int) throws(EngineError) -> String {
        let items = try book.read("open items") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM open_item
                    WHERE opened_in <= ?1 AND (closed_in IS NULL OR closed_in > ?1)
                    """, arguments: [run]
            ).map { row in
                var item = try BookDatabase.openItem(row)
                item.leaving = nil
                return item
            }
        }
        return OpenItem.digest(items)
    }

    private func breakDigest(of run: Int) throws(EngineError) -> String {
        let versions = try book.read("breaks") { database in
            try BreakRows.fetch(
                database, "WHERE run = ? AND undone = 0 ORDER BY break", [run])
        }
        return BookBreak.digest(versions.filter { !$0.isDecided })
    }

    // MARK: The chain

    /// Count and amount, as the statement spells them.
    struct Term: Hashable {
        var count: Int
        var amount: String

        static let none = Term(count: 0, amount: "")
    }

    /// What the run carried, by leg, side and currency.
    private mutating func chain(
        _ run: RunFact, _ statement: [UInt8], _ before: [String: Term]?
    ) -> [String: Term]? {
        guard
            let value = try? JSONSerialization.jsonObject(with: Data(statement)) as? [String: Any],
            let legs = value["legs"] as? [[String: Any]]
        else {
            add(.statement, "run \(run.number)", found: "JSON", expected: "legs")
            return nil
        }
        var carried: [String: Term] = [:]
        var opened: [String: Term] = [:]
        for leg in legs {
            let name = leg["name"] as? String ?? ""
            for side in leg["sides"] as? [[String: Any]] ?? [] {
                let key = [name, side["side"] as? String ?? "", side["currency"] as? String ?? ""]
                    .joined(separator: " ")
                if side["closes"] as? Bool != true {
                    add(.statement, "run \(run.number), \(key)", found: "≠", expected: "=")
                }
                let opening = BookAudit.term(side["opening_items"])
                if opening.count > 0 { opened[key] = opening }
                let end = BookAudit.term(side["carried"])
                if end.count > 0 { carried[key] = end }
            }
            for bridge in leg["bridges"] as? [[String: Any]] ?? [] {
                let residual = bridge["residual"] as? String ?? ""
                if residual.contains(where: { ("1"..."9").contains($0) }) {
                    add(
                        .statement, "run \(run.number), \(name)", found: residual, expected: "0")
                }
            }
        }
        for key in Set(opened.keys).union((before ?? [:]).keys).sorted() {
            let (found, expected) = (opened[key] ?? .none, before?[key] ?? .none)
            if found != expected {
                add(
                    .statement, "run \(run.number), \(key)",
                    found: "\(found.count) \(found.amount)",
                    expected: "\(expected.count) \(expected.amount)")
            }
        }
        return carried
    }

    private static func term(_ value: Any?) -> Term {
        guard let fields = value as? [String: Any], let count = fields["count"] as? Int,
            let amount = fields["amount"] as? String
        else { return .none }
        return Term(count: count, amount: amount)
    }
}
