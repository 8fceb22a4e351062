import Engine
import Hummingbird
import Records
import Reports
import Resolution

/// How the book stands, at a glance.
struct OverviewPage: Sendable {
    let pages: Pages

    /// Days of the calendar and the figures; so many fit on a screen.
    static let days = 30

    func register(on router: Router<PageContext>) {
        router.get("/") { request, context -> Response in
            try await pages.show(
                "overview", Words("总览", "總覽", "Overview"), request, context
            ) { reading in
                let last = reading.query["through"].flatMap { Day($0) }
                return try reading.memo.value(
                    "overview \(reading.language) \(last?.description ?? "")", reading.book
                ) { try OverviewPage.model(reading, through: last) }
            }
        }
    }

    private static func model(_ reading: Pages.Reading, through asked: Day?) throws -> JSONValue {
        let book = reading.book
        let status = try BookStatus(book, counting: false)
        let leaves = try book.store.numbers().leaves
        guard let covered = try book.coveredDays() else {
            return .fields([
                "merchant": .string(status.settings.merchant), "empty": .bool(true),
                "leaves": .integer(leaves),
            ])
        }
        let last = min(asked ?? status.lastRun?.through ?? covered.upperBound, covered.upperBound)
        let first = max(covered.lowerBound, last.advanced(by: 1 - days))
        let window = min(first, last)...last
        var view = OverviewModel(language: reading.language, zone: reading.zone, days: window)
        view.status = status
        view.leaves = leaves
        view.definition = try book.definition()
        view.figures = try book.figures(window)
        let board = try reading.board.now(book)
        (view.breaks, view.expected, view.legs) = (board.open, board.expected, board.legs)
        view.dueItems = try book.store.dueItemCount()
        view.waitingDecisions = try Pages.waitingDecisions(book, reading.memo)
        view.runs = try book.store.runs()
        view.covered = covered
        return view.json
    }
}
