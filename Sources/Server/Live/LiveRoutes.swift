import Engine
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// `GET /events`: one stream of server-sent events for each page that follows the book.
struct LiveRoutes: Sendable {
    let live: LiveEvents

    func register(on router: Router<PageContext>) {
        router.get("events") { request, context -> Response in
            // Programs have the API; a stream is bound to a browser's session and ends with it.
            guard case .session? = context.visitor?.means else {
                throw APIProblem.unauthorized(detail: "/events: a browser that is signed in")
            }
            guard let seat = live.seat(on: context.channel) else {
                throw APIProblem(
                    .serviceUnavailable, .busy, detail: "\(live.pace.listeners) listen",
                    headers: [.retryAfter: "60"])
            }
            seat.tell(try await live.figures())
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                    // nginx would hold events back.
                    HTTPField.Name("X-Accel-Buffering")!: "no",
                ], body: LiveRoutes.body(seat, request, sendBuffer: live.pace.sendBuffer))
        }
    }

    /// Ends with the other end, with the server, and when the seat is told to.
    private static func body(
        _ seat: LiveSeat, _ request: Request, sendBuffer: Int
    ) -> ResponseBody {
        ResponseBody { writer in
            try await seat.narrow(to: sendBuffer)
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await withGracefulShutdownHandler {
                    try await seat.speak { try await writer.write($0) }
                } onGracefulShutdown: {
                    seat.end()
                }
            } onInboundClosed: {
                seat.end()
            }
            try await writer.finish(nil)
        }
    }
}
