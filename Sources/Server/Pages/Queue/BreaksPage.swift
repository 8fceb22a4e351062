import Engine
import Hummingbird
import Matching
import Records
import Reports
import Resolution

/// The queue of breaks.
struct BreaksPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("breaks") { request, context -> Response in
            try await pages.show(
                "breaks", Words("差错", "差異", "Breaks"), request, context
            ) { reading in
                let query = BreakQuery(reading.query)
                let book = reading.book
                let (all, legs) = try reading.board.lines(book, query.standing, query.order)
                let (names, cutOff) = try reading.memo.value("legs", book) {
                    let definition = try book.definition()
                    return (definition.legs.map(\.name), definition.cutOffSeconds)
                }
                let last = try book.store.lastRun()
                let found = query.apply(
                    all, legs: legs, mentioned: try BreaksPage.mentioned(query, reading),
                    through: last?.through, cutOffSeconds: cutOff, reading.zone)
                let model = BreakListModel(
                    language: reading.language, zone: reading.zone, last: last)
                return try model.page(
                    found, of: all, query, reading.query, legs: names
                ) { ids in try book.store.breaks(ids: ids) }
            }
        }
    }

    /// Looked for once in each state of the book: the pages after the first find it done.
    private static func mentioned(
        _ query: BreakQuery, _ reading: Pages.Reading
    ) throws -> Set<Hash128>? {
        guard let text = query.text?.lowercased() else { return nil }
        return try reading.memo.value(
            "mentioned \(query.standing.rawValue) \(text)", reading.book
        ) { try reading.book.store.breakIDs(mentioning: text, standing: query.standing) }
    }
}
