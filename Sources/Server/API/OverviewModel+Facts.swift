import Engine
import Matching
import Records
import Reports
import Resolution

extension OverviewModel {
    /// The same figures for programs: exact decimals, words of the wire.
    var facts: JSONValue {
        let last = status?.lastRun
        let hasDays = covered != nil
        return .fields([
            "from": hasDays ? .string("\(days.lowerBound)") : .null,
            "through": hasDays ? .string("\(days.upperBound)") : .null,
            "zone": .string(zone.name),
            "run": last.map { run in
                .fields([
                    "number": .integer(run.number), "through": .string("\(run.through)"),
                    "verdict": .string(run.verdict.name),
                ])
            } ?? .null,
            // Percent.
            "match_rate": .optional(matchRate), "open": .integer(breaks.count),
            "expected": .integer(expected.count),
            "waiting_decisions": .integer(waitingDecisions),
            "waiting_statements": .integer(status?.waiting ?? 0),
            "exposure": OverviewModel.json(exposure), "sums": .list(figures?.sums ?? [], sum),
            "received": .list(figures?.points ?? []) { point in
                .fields([
                    "day": .string("\(point.day)"), "leg": .string(point.leg),
                    "currency": .string("\(point.received.currency)"),
                    "amount": .string(point.received.decimal),
                ])
            },
            "ages": .list(aged) { band, sums in
                .fields(["age": .string(band.rawValue), "sums": OverviewModel.json(sums)])
            },
            "calendar": .list(hasDays ? standings.rows : []) { row in
                .fields(["leg": .string(row.leg), "days": .list(row.cells, cell)])
            },
            "missing": .list(status?.missing ?? []) { gap in
                .fields([
                    "source": .string(gap.source), "from": .string("\(gap.days.lowerBound)"),
                    "through": .string("\(gap.days.upperBound)"),
                ])
            },
        ])
    }

    private func cell(_ cell: BookCalendar.Cell) -> JSONValue {
        .fields([
            "day": .string("\(cell.day)"), "standing": .string(cell.standing.rawValue),
            "breaks": .integer(cell.breaks), "expected": .integer(cell.pending),
        ])
    }

    private func sum(_ sum: BookFigures.Sum) -> JSONValue {
        .fields([
            "leg": .string(sum.leg), "currency": .string("\(sum.currency)"),
            "ordered": .string(sum.ordered.decimal), "orders": .integer(sum.orders),
            "received": .string(sum.received.decimal), "payments": .integer(sum.payments),
            "refunded": .string(sum.refunded.decimal), "refunds": .integer(sum.refunds),
            "fees": .string(sum.fees.decimal), "paid_out": .string(sum.paidOut.decimal),
            "left": .string(sum.left.decimal),
        ])
    }

    private static func json(_ sums: CurrencySums) -> JSONValue {
        .list(sums.sorted) { sum in
            .fields([
                "currency": .string("\(sum.amount.currency)"), "count": .integer(sum.count),
                "amount": .string(sum.amount.decimal),
            ])
        }
    }
}
