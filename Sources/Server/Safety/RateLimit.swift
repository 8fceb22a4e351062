import HTTPTypes
import Hummingbird
import Synchronization

/// Token buckets: so many requests at once, so many per second from then on.
struct RateLimit: RouterMiddleware {
    typealias Context = PageContext

    private final class Buckets: Sendable {
        struct Bucket {
            var tokens: Int64
            var at: ContinuousClock.Instant
        }

        /// Thousandths of a request.
        let burst: Int64
        let perSecond: Int64
        /// Addresses that are remembered; who comes beyond them finds all forgotten.
        private static let limit = 20_000
        private let held = Mutex<[String: Bucket]>([:])

        init(burst: Int64, perSecond: Int64) {
            self.burst = burst * 1000
            self.perSecond = perSecond
        }

        /// Zero where it may pass, else seconds to wait.
        func take(_ key: String) -> Int {
            let now = ContinuousClock.now
            return held.withLock { held in
                if held.count >= Buckets.limit { held = [:] }
                var bucket = held[key] ?? Bucket(tokens: burst, at: now)
                let passed = Int64(bucket.at.duration(to: now) / .milliseconds(1))
                if passed > 0 {
                    bucket.tokens = min(burst, bucket.tokens + passed * perSecond)
                    bucket.at = now
                }
                defer { held[key] = bucket }
                if bucket.tokens >= 1000 {
                    bucket.tokens -= 1000
                    return 0
                }
                return Int((1000 - bucket.tokens) / (perSecond * 1000)) + 1
            }
        }
    }

    private let all: Buckets
    private let signIns: Buckets

    init(_ options: ServerOptions) {
        all = Buckets(
            burst: Int64(options.requestsPerSecond) * 2,
            perSecond: Int64(options.requestsPerSecond))
        signIns = Buckets(
            burst: Int64(options.signInsPerMinute),
            perSecond: Int64(options.signInsPerMinute) / 60 + 1)
    }

    @concurrent func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var wait = all.take(context.address)
        let isSignIn = ["/login", "/setup", "/confirm"].contains(request.uri.path)
        if wait == 0, isSignIn, request.method == .post { wait = signIns.take(context.address) }
        if wait > 0 {
            throw APIProblem(
                .tooManyRequests, .tooManyRequests, detail: "\(wait) s",
                headers: [.retryAfter: "\(wait)"])
        }
        return try await next(request, context)
    }
}
