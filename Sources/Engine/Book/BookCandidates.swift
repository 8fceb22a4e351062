package import Matching
package import Records

/// What an open entry without a partner may belong to: open entries of the other side of its leg,
/// the likeliest first.
package struct BookCandidates: Sendable {
    package let book: Book
    /// Candidates that a person looks through.
    package var limit = 20

    package init(_ book: Book) { self.book = book }

    package struct Candidate: Sendable {
        package var found: BookBreak
        package var weight: CandidateWeight
    }

    /// Nearest ones that are looked at, by amount and by time, before and after each: as many as a
    /// page reads in some hundredths of a second.
    private static let nearest = 50

    /// None for a break with entries on both sides, or none.
    package func rank(_ chosen: BookBreak) throws(EngineError) -> [Candidate] {
        guard (chosen.left == nil) != (chosen.right == nil) else { return [] }
        let own: Side = chosen.left == nil ? .right : .left
        let others = try near(chosen, lacking: own)
        guard !others.isEmpty else { return [] }
        // How rare its values are shows among those of its own side.
        let peers =
            [chosen]
            + (try near(chosen, lacking: own == .left ? .right : .left)).filter {
                $0.id != chosen.id
            }
        let scale = (peers + others).reduce(0) { max($0, BookCandidates.amount($1).scale) }
        let facts = try facts(peers + others, scale: scale)
        let comparable = { (found: BookBreak) in facts[found.id] != nil }
        let (a, b) = (peers.filter(comparable), others.filter(comparable))
        guard a.first?.id == chosen.id, !b.isEmpty else { return [] }
        let weigher = CandidateScale(
            lefts: (own == .left ? a : b).map { facts[$0.id]! },
            rights: (own == .left ? b : a).map { facts[$0.id]! })
        let ranked = b.indices.map { place in
            Candidate(
                found: b[place],
                weight: own == .left
                    ? weigher.weigh(left: 0, right: place) : weigher.weigh(left: place, right: 0))
        }
        return Array(
            ranked.sorted { first, second in
                first.weight.total == second.weight.total
                    ? first.found.id < second.found.id : first.weight.total > second.weight.total
            }.prefix(limit))
    }

    package static func amount(_ found: BookBreak) -> Money {
        found.leftAmount ?? found.rightAmount ?? found.amount
    }

    /// Of the same leg, currency and sign: near by amount, and near by time.
    private func near(_ chosen: BookBreak, lacking: Side) throws(EngineError) -> [BookBreak] {
        let size = BreakFilter.size(of: chosen.amount)
        let isNegative = BookCandidates.amount(chosen).units < 0
        var found: [BookBreak] = []
        var seen: Set<Hash128> = []
        for standing in [BreakFilter.Standing.open, .expected] {
            var base = BreakFilter()
            base.standing = standing
            base.leg = chosen.leg
            base.currency = chosen.amount.currency
            base.lacking = lacking
            base.limit = BookCandidates.nearest
            var filters: [BreakFilter] = []
            for isDescending in [false, true] {
                var filter = base
                filter.isDescending = isDescending
                filter.order = .amount
                // The order's first are the largest.
                filter.sizes = isDescending ? size...Int64.max : 0...size
                filters.append(filter)
                guard let time = chosen.occurredAt else { continue }
                filter.sizes = nil
                filter.order = .occurred
                if isDescending { filter.until = time } else { filter.since = time }
                filters.append(filter)
            }
            for filter in filters {
                for other in try book.store.breaks(filter) where seen.insert(other.id).inserted {
                    let amount = BookCandidates.amount(other)
                    if (amount.units < 0) == isNegative, other.id != chosen.id {
                        found.append(other)
                    }
                }
            }
        }
        return found
    }

    /// What is weighed of each; amounts beyond a machine word are left out.
    private func facts(
        _ breaks: [BookBreak], scale: Int
    ) throws(EngineError) -> [Hash128: CandidateScale.Entry] {
        var facts: [Hash128: CandidateScale.Entry] = [:]
        let named = breaks.compactMap { found in (found.left ?? found.right).map { ($0, found) } }
        let byStatement = Dictionary(grouping: named) { $0.0.segment }
        for (statement, own) in byStatement.sorted(by: { $0.key < $1.key }) {
            let table = try table(statement, own.map { $0.0.row })
            for (row, (_, found)) in own.enumerated() {
                let units = BookCandidates.amount(found).rescaled(to: scale).units.magnitude
                guard let units = Int64(exactly: units), units < CandidateScale.unitsLimit else {
                    continue
                }
                facts[found.id] = CandidateScale.Entry(
                    units: units, time: found.occurredAt?.seconds, channel: table.channel[row],
                    account: Array(table.utf8Text(table.bankReference[row]).utf8),
                    name: Array(table.utf8Text(table.counterparty[row]).utf8))
            }
        }
        return facts
    }

    /// Where names cannot be opened, they say nothing.
    private func table(_ statement: Int, _ rows: [Int]) throws(EngineError) -> EntryTable {
        do throws(EngineError) { return try book.store.table(of: statement, rows: rows) } catch {
            guard case .book(.masterKey) = error else { throw error }
            return try book.store.maskedTable(of: statement, rows: rows)
        }
    }
}
