import Engine
import Reports

extension RunComparison {
    /// Members for the API: the breaks of each kind, as they are after and were before.
    var json: JSONValue {
        .object(
            [
                .init("from", .integer(from.number)), .init("to", .integer(to.number)),
                .init("cut", .bool(isCut)),
            ]
                + Kind.allCases.map { kind in
                    .init(
                        kind.rawValue,
                        .list(changes[kind] ?? []) { change in
                            .fields([
                                "before": change.before?.json ?? .null,
                                "after": change.after.json,
                            ])
                        })
                })
    }
}

extension StatementComparison {
    var json: JSONValue {
        .list(rows) { row in
            .fields([
                "leg": .string(row.leg), "side": .string(row.side),
                "currency": .string(row.currency),
                "closes": .bool(row.closes.before != false && row.closes.after != false),
                "opens_with_what_was_carried": row.follows.map { .bool($0) } ?? .null,
                "terms": .object(
                    zip(Term.allCases, row.cells).map { term, pair in
                        .init(
                            term.rawValue,
                            .fields([
                                "from": StatementComparison.json(pair.before),
                                "to": StatementComparison.json(pair.after),
                            ]))
                    }),
            ])
        }
    }

    private static func json(_ cell: Cell?) -> JSONValue {
        guard let cell else { return .null }
        return .fields(["count": .integer(cell.count), "amount": .string(cell.amount)])
    }
}
