import Engine
import Hummingbird
import Records
import Reports
import Resolution

/// What waits for a second person, and what was decided.
struct ApprovalsPage: Sendable {
    let pages: Pages

    /// Decisions of a page.
    private static let limit = 50

    func register(on router: Router<PageContext>) {
        router.get("approvals") { request, context -> Response in
            let actor = context.actor
            return try await pages.show(
                "approvals", Words("复核", "複核", "Approvals"), request, context
            ) { reading in
                let all = try reading.book.store.decisions(DecisionFilter())
                return ApprovalsPage.model(
                    all, actor: actor,
                    DecisionModel(
                        language: reading.language, zone: reading.zone), reading.query)
            }
        }
    }

    static func model(
        _ all: [StoredDecision], actor: String, _ model: DecisionModel, _ query: FormFields
    ) -> JSONValue {
        let own = ActorName(actor)
        let waiting = all.filter(\.course.isWaiting)
        let done = all.filter { !$0.course.isWaiting }.reversed()
        let count = (done.count + limit - 1) / limit
        let page = min(max(1, query["page"].flatMap { Int($0) } ?? 1), max(1, count))
        let decided = query["decided"].flatMap { Int($0) }.flatMap { number in
            all.first { $0.number == number }
        }
        func address(_ number: Int) -> JSONValue {
            (1...max(1, count)).contains(number) ? .string("/approvals?page=\(number)") : .null
        }
        return .fields([
            "decided": decided.map { model.row($0) } ?? .null,
            "waiting": .list(waiting) { stored in
                .merged(
                    model.row(stored), .fields(["own": .bool(stored.decision.maker == own)]))
            },
            "none": .bool(waiting.isEmpty), "waits": .integer(waiting.count),
            "any": .bool(!waiting.isEmpty),
            "done": .list(done.dropFirst((page - 1) * limit).prefix(limit)) { model.row($0) },
            "any_done": .bool(!done.isEmpty), "page": .integer(page), "pages": .integer(count),
            "many": .bool(count > 1), "previous": address(page - 1), "next": address(page + 1),
        ])
    }
}
