import Engine
import HTTPTypes
import Hummingbird

/// Finds out who asks, and lets through what they may do: the one place where that is decided.
struct AccessGuard: RouterMiddleware {
    typealias Context = PageContext

    let door: Doorkeeper
    let table: AccessTable
    let options: ServerOptions
    let executor: BlockingExecutor

    /// Bytes of a form: reasons and comments have far less.
    private static let formLimit = 1 << 20

    @concurrent func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var request = request
        var context = context
        context.visitor = try await visitor(of: request)
        guard let endpoint = context.endpointPath else { return try await next(request, context) }
        let rule = table[request.method, endpoint]
        if rule != .open, context.visitor == nil { return try unknown(request) }
        guard let rule, AccessGuard.passes(rule, context) else {
            throw APIProblem(
                .forbidden, .forbidden, detail: "neither the role nor the token's scopes reach")
        }
        if !request.method.isSafe { try await checkOrigin(&request, context) }
        if case .confirmed = rule, case .session(_, let confirmedAt)? = context.visitor?.means {
            let session = AccountSession(
                hash: "", account: 0, createdAt: confirmedAt, seenAt: confirmedAt,
                confirmedAt: confirmedAt)
            if !session.isConfirmed(at: door.now) { return try unconfirmed(request) }
        }
        return try await next(request, context)
    }

    private static func passes(_ rule: AccessRule, _ context: PageContext) -> Bool {
        if case .byWord(let name, let needs) = rule {
            let word = context.parameters.get(name) ?? ""
            return needs[word].map { context.may($0) } ?? false
        }
        return rule.allows(context.visitor?.permissions)
    }

    // MARK: Who

    private func visitor(of request: Request) async throws -> Visitor? {
        let door = door
        if let header = request.headers[.authorization] {
            let parts = header.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw APIProblem.unauthorized(detail: "Authorization: Bearer mb_…")
            }
            let word = String(parts[1])
            let found = try await withTaskExecutorPreference(executor) {
                try door.visitor(token: word)
            }
            guard let found else {
                throw APIProblem.unauthorized(detail: "the token is unknown, expired or revoked")
            }
            return found
        }
        guard let word = request.cookies[options.cookieName]?.value, !word.isEmpty else {
            return nil
        }
        // What a page asks by itself says nothing of the person before it.
        let isIdle = request.uri.path == "/events" || request.isByItself
        return try await withTaskExecutorPreference(executor) {
            try door.visitor(session: word, isIdle: isIdle)
        }
    }

    private func unknown(_ request: Request) throws -> Response {
        if request.isForPrograms {
            throw APIProblem.unauthorized(detail: "sign in, or show a token")
        }
        guard request.method == .get, request.headers[HTTPField.Name("HX-Request")!] == nil else {
            var answer = Response.redirected(to: "/login")
            // htmx follows this one with the whole page.
            answer.headers[HTTPField.Name("HX-Redirect")!] = "/login"
            return answer
        }
        let back = FormFields.encode(request.uri.path)
        return .redirected(to: request.uri.path == "/" ? "/login" : "/login?next=\(back)")
    }

    private func unconfirmed(_ request: Request) throws -> Response {
        if request.isForPrograms {
            throw APIProblem(
                .forbidden, .confirmationRequired,
                detail: "say the password again: POST /confirm")
        }
        // What was filled in is kept under the page's own address.
        let path = request.uri.path
        let isKept = path.hasPrefix("/imports/mapping/") && path.hasSuffix("/keep")
        let back = request.method == .get ? path : isKept ? String(path.dropLast(5)) : "/"
        return .redirected(to: "/confirm?next=\(FormFields.encode(back))")
    }

    // MARK: Whence

    /// A change comes from our own pages: by what the browser says of its origin, and by the word
    /// that only our forms know. Tokens are sent by programs on purpose.
    private func checkOrigin(_ request: inout Request, _ context: PageContext) async throws {
        if case .token? = context.visitor?.means { return }
        let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!]
        if let origin = request.headers[HTTPField.Name("Origin")!] {
            guard let host = request.head.authority,
                origin == "http://\(host)" || origin == "https://\(host)"
            else { throw APIProblem(.forbidden, .foreignOrigin, detail: origin) }
        } else if let site, site != "same-origin", site != "none" {
            throw APIProblem(.forbidden, .foreignOrigin, detail: site)
        }
        guard let visitor = context.visitor else { return }
        let said = request.headers[HTTPField.Name("X-CSRF-Token")!]
        if let said, Digest.equalInConstantTime(said, visitor.formToken) { return }
        let type = request.headers[.contentType] ?? ""
        // Files are read as they come; every browser that can send them says where from.
        if type.hasPrefix("multipart/form-data"), site == "same-origin" { return }
        if type.hasPrefix("application/x-www-form-urlencoded") {
            let buffer = try await request.collectBody(upTo: AccessGuard.formLimit)
            let form = FormFields(String(buffer: buffer))
            if Digest.equalInConstantTime(form["csrf"] ?? "", visitor.formToken) { return }
        }
        throw APIProblem(.forbidden, .formToken, detail: "csrf")
    }
}

extension HTTPRequest.Method {
    /// Changes nothing (RFC 9110, section 9.2.1).
    var isSafe: Bool { self == .get || self == .head || self == .options }
}

extension Request {
    /// Answers are for programs, not for people.
    var isForPrograms: Bool {
        uri.path.hasPrefix("/api/") || headers[.authorization] != nil || uri.path == "/metrics"
    }

    /// A page asks, nobody before it.
    var isByItself: Bool { headers[HTTPField.Name("X-Background")!] != nil }
}

extension Response {
    static func redirected(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
