import Engine
import HTTPTypes
import Records
import Reports
import Resolution

/// How the book stands at a glance: the figures of the overview.
enum OverviewOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "getOverview", method: .get, path: "/overview", rule: .needs(.read),
            summary:
                "Thirty days: what came in, was given back, kept and paid out, each day of each "
                + "leg, and what is open by age. `from` is null where nothing was imported.",
            parameters: [
                .query(
                    "through", .string(.day, length: 10...10),
                    "The last of the days; the last run's where it is not said.")
            ], answer: .json(overview)
        ) { call in
            let through = try call.day("through")
            let stock = call.server.stock
            return .json(
                try await call.read { book in
                    try OverviewPage.view(book, call.language, stock, through: through)?.facts
                        ?? OverviewModel(
                            language: call.language, zone: try book.zone,
                            days: book.now.day(in: try book.zone)...book.now.day(in: try book.zone)
                        ).facts
                })
        }
    ]

    private static let day = Schema.string(.day, length: 10...10)
    private static let count = Schema.integer(0...Int.max)
    private static let overview = Schema.open([
        .must("from", .nullable(day)), .must("through", .nullable(day)),
        .must("run", .nullable(.open([.must("number", .integer(1...Int.max))]))),
        .must("match_rate", .nullable(.string())), .must("open", count),
        .must("expected", count), .must("waiting_decisions", count),
        .must("exposure", .array(.open([]))), .must("ages", .array(.open([]))),
        .must("sums", .array(.open([.must("leg", .string())]))),
        .must("received", .array(.open([.must("day", day)]))),
        .must("calendar", .array(.open([.must("days", .array(.open([.must("day", day)])))]))),
        .must("missing", .array(.open([.must("source", .string())]))),
    ])
}
