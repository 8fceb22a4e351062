import Engine
import Hummingbird
import Matching
import Records
import Reports
import Resolution

/// Open entries without a partner, left beside right, to be matched by hand.
struct WorkbenchPage: Sendable {
    let pages: Pages

    /// Rows of a side; a screen or two.
    static let rowsPerSide = 30

    func register(on router: Router<PageContext>) {
        router.get("workbench") { request, context -> Response in
            try await pages.show(
                "workbench", Words("配对台", "配對台", "Workbench"), request, context
            ) { try WorkbenchPage.model($0) }
        }
    }

    private static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let (book, query) = (reading.book, reading.query)
        var chosen: BookBreak?
        if let name = query["break"] {
            let id = try BreakPage.id(name, book)
            chosen = try book.store.breaks(ids: [id]).first
        }
        let counts = try reading.memo.value("workbench", book) { try legs(book) }
        guard
            let leg = chosen?.leg ?? query["leg"] ?? counts.first(where: { $0.count > 0 })?.leg
                ?? counts.first?.leg
        else { return .fields(["none": .bool(true)]) }
        var model = WorkbenchModel(
            leg: leg, counts: counts, query: query,
            list: BreakListModel(
                language: reading.language, zone: reading.zone, last: try book.store.lastRun()))
        if let chosen, (chosen.left == nil) != (chosen.right == nil), chosen.state != .resolved {
            model.chosen = chosen
            model.candidates = try BookCandidates(book).rank(chosen)
        }
        model.left = try side(.left, leg, query, book, without: model.chosen)
        model.right = try side(.right, leg, query, book, without: model.chosen)
        model.decided = try query["decided"].flatMap { Int($0) }.flatMap {
            try book.store.decision($0)
        }
        return model.json
    }

    /// How many open breaks each leg has.
    private static func legs(_ book: Book) throws -> [WorkbenchModel.Leg] {
        try book.definition().legs.map { leg in
            var filter = BreakFilter()
            filter.leg = leg.name
            return .init(
                leg: leg.name, left: leg.left.sources.first ?? "",
                right: leg.right.sources.first ?? "", count: try book.store.breakCount(filter))
        }
    }

    private static func side(
        _ side: Side, _ leg: String, _ query: FormFields, _ book: Book,
        without chosen: BookBreak?
    ) throws -> WorkbenchModel.Rows {
        var filter = BreakFilter()
        filter.leg = leg
        filter.lacking = side == .left ? .right : .left
        filter.words = query["q"].map { String($0.prefix(200)) }
        filter.order = .occurred
        filter.after = try query[side.name].map { try BreakPage.id($0, book) }
        filter.limit = rowsPerSide + 1
        let found = try book.store.breaks(filter)
        return WorkbenchModel.Rows(
            breaks: found.prefix(rowsPerSide).filter { $0.id != chosen?.id },
            next: found.count > rowsPerSide ? found[rowsPerSide - 1].id : nil,
            isFirst: filter.after == nil)
    }
}
