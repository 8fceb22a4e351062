import Engine
import HTTPTypes
import Hummingbird
import Matching
import Records
import Reports
import Resolution

/// The queue of breaks, and the views of it that people keep.
struct BreaksPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("breaks") { request, context -> Response in
            let account = context.visitor?.account ?? 0
            let views = try await pages.server.atDoor { try $0.store.views(of: account) }
            return try await pages.show(
                "breaks", Words("差错", "差異", "Breaks"), request, context
            ) { try BreaksPage.model($0, views) }
        }
        router.post("breaks/views") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.answering(request, context) {
                let account = context.visitor?.account ?? 0
                let query = BreaksPage.queue(form["query"] ?? "")
                try await pages.server.atDoor { door in
                    if let name = form["drop"] {
                        try door.store.drop(view: name, of: account)
                    } else {
                        try BreaksPage.keep(form["name"] ?? "", query, of: account, door)
                    }
                }
                return Response.redirect(to: "/breaks" + query)
            }
        }
    }

    /// An address of the queue without its page, as views keep it: "?leg=…", or empty.
    static func queue(_ text: String) -> String {
        FormFields(text).query(replacing: ["after": nil, "before": nil])
    }

    /// Under its name, in place of what had it.
    @discardableResult
    static func keep(
        _ name: String, _ query: String, of account: Int, _ door: Doorkeeper
    ) throws(EngineError) -> SavedView {
        guard let view = SavedView(name: name, query: query) else {
            throw .book(.refused(rule: "name", detail: "1…\(SavedView.nameLimit)"))
        }
        guard try door.store.keep(view, of: account) else {
            throw .book(.refused(rule: "views", detail: "≤ \(SavedView.limit)"))
        }
        return view
    }

    private static func model(_ reading: Pages.Reading, _ views: [SavedView]) throws -> JSONValue {
        let book = reading.book
        let query = BreakQuery(reading.query)
        let ground = try reading.memo.ground(book)
        let (legs, last) = (ground.definition.legs.map(\.name), ground.lastRun)
        let filter = query.filter(
            through: last?.through, cutOffSeconds: ground.definition.cutOffSeconds, reading.zone)
        let address = reading.query.query(replacing: ["after": nil, "before": nil])
        let found = try BreakQueuePage(
            filter, at: query.place, key: address, book, reading.memo)
        let model = BreakListModel(language: reading.language, zone: reading.zone, last: last)
        return .merged(
            model.page(found, query, reading.query, legs: legs),
            .fields([
                "views": .list(views) { view in
                    .fields([
                        "name": .string(view.name), "path": .string("/breaks" + view.query),
                        "active": .bool(view.query == address),
                    ])
                },
                "query": .string(String(address.dropFirst())),
                "keepable": .bool(!views.contains { $0.query == address }),
            ]))
    }
}
