import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The other side of a webhook: takes messages, and answers what the test tells it to.
final class WebhookReceiver: Sendable {
    struct Message: Sendable {
        var headers: [String: String]
        var body: String
        var id: String { headers["webhook-id"] ?? "" }
        var event: String { body.firstMatch(of: /"type":"([a-z.]+)"/).map { "\($0.1)" } ?? "" }
    }

    private struct State {
        var messages: [Message] = []
        /// Of the next answers; afterwards 204. None comes for 0.
        var statuses: [Int] = []
    }

    private let state = Mutex(State())

    var messages: [Message] { state.withLock { $0.messages } }
    func answer(_ statuses: [Int]) { state.withLock { $0.statuses = statuses } }

    private func take(_ message: Message) -> Int {
        state.withLock { state in
            state.messages.append(message)
            return state.statuses.isEmpty ? 204 : state.statuses.removeFirst()
        }
    }

    /// Listens while `body` runs; it is given the address.
    func listening(_ body: @Sendable @escaping (String) async throws -> Void) async throws {
        let router = Router()
        router.post("hook") { [self] request, _ -> Response in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            var headers: [String: String] = [:]
            for field in request.headers { headers[field.name.canonicalName] = field.value }
            let status = take(Message(headers: headers, body: String(buffer: bytes)))
            if status == 0 { try await Task.sleep(for: .seconds(3600)) }
            return Response(
                status: .init(code: status == 0 ? 204 : status),
                headers: [.location: "http://127.0.0.1:1/elsewhere"])
        }
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "receiver")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { ready.yield($0.localAddress?.port ?? 0) }, logger: logger)
        let running = Task { try await application.run() }
        defer { running.cancel() }
        for await port in ports {
            try await body("http://127.0.0.1:\(port)/hook")
            break
        }
    }
}
