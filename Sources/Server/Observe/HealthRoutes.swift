import Engine
import HTTPTypes
import Hummingbird
import Resolution

/// Whether it lives, whether it can answer, and what it counted.
struct HealthRoutes: Sendable {
    let server: BookServer

    func register(on router: Router<PageContext>) {
        router.get("healthz") { _, _ in "ok\n" }
        router.get("readyz") { _, _ -> Response in
            do {
                _ = try await server.desk.read { try $0.store.numbers() }
                _ = try await server.atDoor { try $0.store.enrolment(hash: "") }
                return HealthRoutes.text("ready\n")
            } catch { return HealthRoutes.text("not ready\n", .serviceUnavailable) }
        }
        router.get("metrics") { _, context -> Response in
            try await metrics(context)
        }
    }

    /// For this machine, and for whoever shows a token that may read. Behind a proxy everybody
    /// comes from this machine.
    private func metrics(_ context: PageContext) async throws -> Response {
        let isLocal =
            !server.options.isBehindProxy && ServerOptions.isLoopback(context.address)
        guard isLocal || context.may(.read) else {
            throw APIProblem.unauthorized(detail: "/metrics: a token that may read")
        }
        let (numbers, open, waiting) = try await server.desk.read { book in
            var waiting = DecisionFilter()
            waiting.states = [.proposed]
            return (
                try book.store.numbers(), try book.store.breakCount(BreakFilter()),
                try book.store.decisions(waiting).count { $0.course.isWaiting }
            )
        }
        let text = server.metrics.text(further: [
            ("matchbook_imports", "Files in the book.", numbers.imports),
            ("matchbook_runs", "Runs in the book.", numbers.run),
            ("matchbook_decisions", "Decisions in the book.", numbers.decision),
            ("matchbook_log_leaves", "Leaves of the log.", numbers.leaves),
            ("matchbook_open_breaks", "Breaks that are open.", open),
            ("matchbook_waiting_decisions", "Decisions that wait for a second person.", waiting),
        ])
        return HealthRoutes.text(text, type: "text/plain; version=0.0.4; charset=utf-8")
    }

    private static func text(
        _ text: String, _ status: HTTPResponse.Status = .ok,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: .init(string: text)))
    }
}
