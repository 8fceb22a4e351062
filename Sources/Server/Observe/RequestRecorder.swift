import Engine
import HTTPTypes
import Hummingbird
import Logging

/// Around everything: the request's id, what is counted, a line in the log, and the access record.
/// Of what was asked for only the route is written down, never a query or a body.
struct RequestRecorder: RouterMiddleware {
    typealias Context = PageContext

    let metrics: ServerMetrics
    let journal: AccessJournal
    let options: ServerOptions

    private static let idHeader = HTTPField.Name("X-Request-Id")!

    @concurrent func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = RequestRecorder.id(request)
        if options.isBehindProxy, let last = RequestRecorder.forwarded(request) {
            context.address = last
        }
        let began = ContinuousClock.now
        metrics.begin()
        let witness = VisitorWitness()
        context.witness = witness
        var status = 499
        defer {
            let duration = began.duration(to: .now)
            let route = context.endpointPath ?? "none"
            metrics.end(
                method: request.method.rawValue, route: route, status: status, after: duration)
            context.logger.info(
                "request",
                metadata: [
                    "request": .string(context.requestID), "method": "\(request.method.rawValue)",
                    "route": .string(route), "status": "\(status)",
                    "account": .string(witness.name),
                    "address": .string(context.address),
                    "microseconds": "\(Int(duration / .microseconds(1)))",
                ])
            journal.note(
                actor: witness.name, what: "\(request.method.rawValue) \(route)",
                address: context.address, status: status)
        }
        var response = try await next(request, context)
        status = response.status.code
        response.headers[RequestRecorder.idHeader] = context.requestID
        return response
    }

    /// The caller's own where it is short and plain.
    private static func id(_ request: Request) -> String {
        if let told = request.headers[idHeader], (1...64).contains(told.utf8.count),
            told.utf8.allSatisfy({
                $0 == 0x2D || $0 == 0x5F || Character(.init($0)).isLetterOrDigit
            })
        {
            return told
        }
        return Digest.hex(Secrets.bytes(8))
    }

    /// The last one: the others were said by whoever asked.
    private static func forwarded(_ request: Request) -> String? {
        let header = request.headers[HTTPField.Name("X-Forwarded-For")!]
        return header?.split(separator: ",").last.map { String($0.filter { $0 != " " }) }
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
