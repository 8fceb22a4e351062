import HTTPTypes
import Hummingbird

/// Headers that every answer bears (OWASP ASVS 5.0, 3.4): scripts and styles from here alone, no
/// framing, no sniffing, no referrer to others. Pages are not kept by caches.
struct SafetyHeaders: RouterMiddleware {
    typealias Context = PageContext

    /// Browsers come by TLS, and are told to go on doing so for two years.
    var isSecure = false

    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; manifest-src 'self'"

    @concurrent func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = SafetyHeaders.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Permissions-Policy")!] =
            "camera=(), geolocation=(), microphone=()"
        if isSecure {
            response.headers[.strictTransportSecurity] = "max-age=63072000; includeSubDomains"
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
