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
            let fields = FormFields(of: request)
            if let last = fields["through"].flatMap({ Day($0) }) {
                return try await pages.show("overview", OverviewPage.title, request, context) {
                    reading in
                    try reading.memo.value("overview \(reading.language) \(last)", reading.book) {
                        try OverviewPage.model(
                            reading.book, reading.language, reading.stock, through: last)
                    }
                }
            }
            return try await pages.answering(request, context) {
                // A page that renews itself was told of the change.
                let least =
                    request.isByItself ? Int.max : pages.server.desk.leaves(of: context.actor)
                let page = try await pages.server.ahead.page(
                    pages.server.renderer.language(of: request), least: least)
                let language = pages.server.renderer.language(of: request)
                let alerts = AlertsPage.notices(pages.server.alerts.raised, language)
                return pages.server.renderer.page(
                    "overview", title: OverviewPage.title,
                    .merged(page.value, .fields(["alerts": alerts])), request, context,
                    marks: page.marks)
            }
        }
    }

    private static let title = Words("总览", "總覽", "Overview")

    /// The page of how the book stands now.
    static func page(
        _ book: Book, _ language: Language, _ stock: PageStock
    ) throws -> PagesAhead.Page {
        let leaves = try book.store.numbers().leaves
        return PagesAhead.Page(
            value: try model(book, language, stock, through: nil),
            marks: try Pages.marks(book, stock), leaves: leaves)
    }

    private static func model(
        _ book: Book, _ language: Language, _ stock: PageStock, through asked: Day?
    ) throws -> JSONValue {
        let leaves = try book.store.numbers().leaves
        guard let view = try view(book, language, stock, through: asked) else {
            let status = try stock.memo.status(book)
            return .fields([
                "merchant": .string(status.settings.merchant), "empty": .bool(true),
                "leaves": .integer(leaves),
            ])
        }
        return view.json
    }

    /// What is shown, for people and programs; nil where nothing was imported.
    static func view(
        _ book: Book, _ language: Language, _ stock: PageStock, through asked: Day?
    ) throws -> OverviewModel? {
        let memo = stock.memo
        let leaves = try book.store.numbers().leaves
        let ground = try memo.ground(book)
        let status = try memo.status(book)
        guard let covered = ground.coveredDays else { return nil }
        let last = min(asked ?? status.lastRun?.through ?? covered.upperBound, covered.upperBound)
        let first = max(covered.lowerBound, last.advanced(by: 1 - days))
        let window = min(first, last)...last
        var view = OverviewModel(language: language, zone: ground.zone, days: window)
        view.status = status
        view.leaves = leaves
        view.definition = ground.definition
        view.figures = try memo.value("figures \(window)", book, of: .statements) {
            try ground.figures(window, book)
        }
        let board = try stock.board.now(book)
        (view.breaks, view.expected, view.legs) = (board.open, board.expected, board.legs)
        view.dueItems = try memo.value("due items", book, of: .statements) {
            try book.store.dueItemCount()
        }
        view.waitingDecisions = try Pages.waitingDecisions(book, memo)
        view.runs = try memo.value("runs", book, of: .statements) { try book.store.runs() }
        view.covered = covered
        return view
    }
}
