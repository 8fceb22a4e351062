import Records

/// Two statements side by side: every term of every leg, side and currency.
struct StatementComparison: Sendable {
    enum Term: String, CaseIterable {
        case opening, new, reopened, matched, carried, resolved, ignored
    }

    struct Cell: Sendable, Hashable {
        var count: Int
        var amount: String
    }

    struct Row: Sendable {
        var leg: String
        var source: String
        var side: String
        var currency: String
        /// In the order of `Term`; nil where that statement has no such side.
        var cells: [(before: Cell?, after: Cell?)]
        var closes: (before: Bool?, after: Bool?)
        /// The later one opens with what the earlier one carried; nil where that says nothing.
        var follows: Bool?
    }

    var rows: [Row] = []

    /// - Parameter isNext: the later run is the one after the earlier.
    init(_ before: StatementRecord, _ after: StatementRecord, isNext: Bool) {
        var seen: Set<String> = []
        let legs = (after.legs + before.legs).filter { seen.insert($0.name).inserted }
        for leg in legs {
            let earlier = before.legs.first { $0.name == leg.name }
            let later = after.legs.first { $0.name == leg.name }
            var known: Set<String> = []
            let sides = ((later?.sides ?? []) + (earlier?.sides ?? [])).filter {
                known.insert($0.side + " " + $0.currency).inserted
            }
            for side in sides {
                func own(_ leg: StatementRecord.Leg?) -> StatementRecord.Side? {
                    leg?.sides.first { $0.side == side.side && $0.currency == side.currency }
                }
                let (a, b) = (own(earlier), own(later))
                var row = Row(
                    leg: leg.name, source: side.side == "left" ? leg.left : leg.right,
                    side: side.side, currency: side.currency,
                    cells: Term.allCases.map { (a.map($0.cell), b.map($0.cell)) },
                    closes: (a?.closes, b?.closes))
                if isNext, let a, let b {
                    row.follows = Term.carried.cell(a) == Term.opening.cell(b)
                }
                rows.append(row)
            }
        }
    }
}

extension StatementComparison.Term {
    func cell(_ side: StatementRecord.Side) -> StatementComparison.Cell {
        let term: StatementRecord.Term? =
            switch self {
            case .opening: side.openingItems
            case .new: side.newEntries
            case .reopened: side.reopened
            case .matched: side.matched
            case .carried: side.carried
            case .resolved: side.resolved
            case .ignored: side.ignored
            }
        return .init(count: term?.count ?? 0, amount: term?.amount ?? "0")
    }
}
