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
                let all = try Pages.breaks(reading.book, reading.memo, query.standing)
                let (legs, cutOff) = try reading.memo.value("legs", reading.book) {
                    let definition = try reading.book.definition()
                    return (definition.legs.map(\.name), definition.cutOffSeconds)
                }
                let last = try reading.book.store.lastRun()
                let found = query.apply(
                    all, through: last?.through, cutOffSeconds: cutOff, reading.zone)
                let model = BreakListModel(
                    language: reading.language, zone: reading.zone, last: last)
                return model.page(found, of: all, query, reading.query, legs: legs)
            }
        }
    }
}
