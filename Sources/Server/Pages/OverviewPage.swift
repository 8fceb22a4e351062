import Engine
import Hummingbird
import Reports

/// How the book stands, at a glance.
struct OverviewPage: Sendable {
    let server: BookServer

    func register(on router: Router<PageContext>) {
        router.get("/") { request, context -> Response in
            let status = try await server.desk.read { try BookStatus($0) }
            return server.renderer.page(
                "overview", title: Words("总览", "總覽", "Overview"), status.json, request, context)
        }
    }
}
