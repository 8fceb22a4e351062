import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Reports

/// Brings requests to the operations: checks what was sent, gives kept answers again, and streams.
struct APIRoutes: Sendable {
    let server: BookServer

    /// Bytes of a JSON body: a definition with its rules.
    private static let bodyLimit = 4 << 20
    /// Bytes of a file; larger ones are imported at the command line.
    private static let fileLimit = 256 << 20
    private static let keyHeader = HTTPField.Name("Idempotency-Key")!

    static let operations =
        BookOperations.all + ImportOperations.all + RunOperations.all + BreakOperations.all
        + DecisionOperations.all + LedgerOperations.all + EvidenceOperations.all
        + RevealOperations.all
        + AccountOperations.all + WebhookOperations.all + AlertOperations.all
        + CalendarOperations.all + MappingOperations.all + DefinitionOperations.all
        + OverviewOperations.all + ReportOperations.all + ViewOperations.all

    func register(on router: Router<PageContext>) {
        var methods: [String: [HTTPRequest.Method]] = [:]
        for operation in APIRoutes.operations {
            let path = APIOperation.base + operation.path
            methods[path, default: []].append(operation.method)
            router.on(RouterPath(path), method: operation.method) { request, context in
                try await answer(operation, request, context)
            }
        }
        let document = OpenAPIDocument.value(APIRoutes.operations).compact()
        router.get(RouterPath(APIRoutes.documentPath)) { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: .init(bytes: document)))
        }
        for (path, known) in methods {
            let heads: [HTTPRequest.Method] = known.contains(.get) ? [.head] : []
            let allow = (known + heads).map(\.rawValue).sorted().joined(separator: ", ")
            for method in APIRoutes.methods where !known.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw APIProblem(
                        .methodNotAllowed, .methodNotAllowed, detail: allow,
                        headers: [.allow: allow])
                }
            }
        }
    }

    private static let documentPath = "/api/v1/openapi.json"
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]

    /// Rules of the operations, and of the other methods on their paths.
    static func addRules(to table: inout AccessTable) {
        for operation in operations {
            let path = APIOperation.base + operation.path
            for method in methods where table[method, path] == nil {
                table.add(method, path, .signedIn)
            }
            table.add(operation.method, path, operation.rule)
        }
        table.add(.get, documentPath, .open)
    }

    // MARK: One request

    private func answer(
        _ operation: APIOperation, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        guard let visitor = context.visitor else { throw APIProblem.unauthorized(detail: "") }
        var call = APICall(
            server: server, visitor: visitor,
            parameters: try parameters(operation, request, context), body: .null, file: [],
            ifMatch: request.headers[.ifMatch], form: try form(operation, request),
            language: server.renderer.language(of: request))
        let raw = try await body(operation, request, &call)
        guard operation.isWrite, let key = request.headers[APIRoutes.keyHeader] else {
            return try await done(operation, call, request)
        }
        guard (1...KeptAnswer.keyLimit).contains(key.utf8.count), Schema.Pattern.word.allows(key)
        else {
            throw APIProblem(.badRequest, .invalidParameter, detail: "Idempotency-Key")
        }
        let words = "\(request.method.rawValue) \(request.uri.string) \(Digest.sha256(raw))"
        let account = visitor.account
        let now = server.door.now
        let beginning = try await server.atDoor { door in
            try door.store.begin(
                key: key, of: account, request: Digest.sha256(Array(words.utf8)), at: now)
        }
        switch beginning {
        case .first: break
        case .answered(let kept):
            guard let body = server.door.fields.open(kept.body, place: place(key, account)) else {
                throw APIProblem(.internalServerError, .internalError, detail: "")
            }
            return Response(
                status: .init(code: kept.status),
                headers: [.contentType: kept.type, HTTPField.Name("Idempotent-Replayed")!: "true"],
                body: .init(byteBuffer: .init(bytes: body)))
        case .otherRequest:
            throw APIProblem(.conflict, .idempotencyConflict, detail: "another body or path")
        case .underWay:
            throw APIProblem(
                .conflict, .idempotencyConflict, detail: "under way", headers: [.retryAfter: "1"])
        }
        return try await kept(operation, call, request, key, context)
    }

    /// What was refused is refused again; what failed inside may be tried again.
    private func kept(
        _ operation: APIOperation, _ call: APICall, _ request: Request, _ key: String,
        _ context: PageContext
    ) async throws -> Response {
        let account = call.visitor.account
        let response: Response
        do { response = try await done(operation, call, request) } catch {
            let problem = APIProblem(error, call.language)
            guard problem.status.code < 500 else {
                try await server.atDoor { try $0.store.forget(key: key, of: account) }
                throw error
            }
            response = problem.response(requestID: context.requestID, call.language)
        }
        let collector = BodyCollector()
        try await response.body.write(collector)
        let kept = KeptAnswer(
            status: response.status.code, type: response.headers[.contentType] ?? "",
            // It may show what is masked elsewhere.
            body: server.door.fields.seal(collector.bytes, place: place(key, account)))
        try await server.atDoor { try $0.store.keep(kept, key: key, of: account) }
        return Response(
            status: response.status, headers: response.headers,
            body: .init(byteBuffer: .init(bytes: collector.bytes)))
    }

    /// What a kept answer belongs to.
    private func place(_ key: String, _ account: Int) -> String { "answer \(account) \(key)" }

    private func done(
        _ operation: APIOperation, _ call: APICall, _ request: Request
    ) async throws -> Response {
        switch try await operation.act(call) {
        case .json(let value, let tag):
            let bytes = value.compact()
            var headers: HTTPFields = [.contentType: "application/json"]
            if let tag {
                headers[.eTag] = tag
                if request.method == .get, request.headers[.ifNoneMatch] == tag {
                    return Response(status: .notModified, headers: headers)
                }
            }
            return Response(
                status: operation.status, headers: headers,
                body: .init(byteBuffer: .init(bytes: bytes)))
        case .text(let text, let type):
            return Response(
                status: operation.status, headers: [.contentType: type],
                body: .init(byteBuffer: .init(string: text)))
        case .file(let bytes, let type, let name):
            return Response(
                status: operation.status,
                headers: [
                    .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
                ], body: .init(byteBuffer: .init(bytes: bytes)))
        case .rows(let rows): return rows.response
        }
    }

    // MARK: What was sent

    private func parameters(
        _ operation: APIOperation, _ request: Request, _ context: PageContext
    ) throws(APIProblem) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        let query = FormFields(of: request)
        let known = Set(operation.parameters.filter { $0.place == .query }.map(\.name))
        if let other = query.pairs.first(where: { !known.contains($0.name) }) {
            throw APIProblem(
                .badRequest, .invalidParameter, detail: LogText.plain(other.name) + ": unknown")
        }
        for parameter in operation.parameters {
            let text: String?
            switch parameter.place {
            case .path:
                text = context.parameters.get(parameter.name).map { FormFields.decode($0) }
            case .query:
                let said = query.pairs.filter { $0.name == parameter.name }
                guard said.count < 2 else {
                    throw APIProblem(
                        .badRequest, .invalidParameter, detail: parameter.name + ": once")
                }
                text = said.first?.value
            }
            guard let text else {
                if parameter.isRequired {
                    throw APIProblem(
                        .badRequest, .invalidParameter, detail: parameter.name + ": required")
                }
                continue
            }
            let value = parameter.schema.value(ofText: text)
            let fault = value.map { parameter.schema.fault($0, at: parameter.name) }
            guard let value, fault == .some(nil) else {
                throw APIProblem(
                    .badRequest, .invalidParameter, detail: (fault ?? nil) ?? parameter.name)
            }
            values[parameter.name] = value
        }
        return values
    }

    private func form(
        _ operation: APIOperation, _ request: Request
    ) throws(APIProblem) -> APICall.RowForm {
        guard case .rows = operation.answer, let accept = request.headers[.accept] else {
            return .json
        }
        for part in accept.split(separator: ",") {
            let type = String((part.split(separator: ";").first ?? "").filter { $0 != " " })
            if type == "*/*" || type == "application/*" { return .json }
            if let form = APICall.RowForm(rawValue: type) { return form }
        }
        throw APIProblem(
            .notAcceptable, .notAcceptable,
            detail: "application/json | application/x-ndjson | text/csv")
    }

    private func body(
        _ operation: APIOperation, _ request: Request, _ call: inout APICall
    ) async throws -> [UInt8] {
        let type = (request.headers[.contentType] ?? "").split(separator: ";").first ?? ""
        switch operation.body {
        case .none: return []
        case .file:
            let buffer = try await request.body.collect(upTo: APIRoutes.fileLimit)
            call.file = Array(buffer.readableBytesView)
            return call.file
        case .json(let schema):
            guard type.lowercased() == "application/json" else {
                throw APIProblem(
                    .unsupportedMediaType, .unsupportedType, detail: "application/json")
            }
            let buffer = try await request.body.collect(upTo: APIRoutes.bodyLimit)
            let bytes = Array(buffer.readableBytesView)
            do { call.body = try JSONReader.read(bytes) } catch {
                throw APIProblem(
                    .badRequest, .invalidBody, detail: "\(error.offset): \(error.expected)")
            }
            if let fault = schema.fault(call.body, at: "body") {
                throw APIProblem(.unprocessableContent, .invalidBody, detail: fault)
            }
            return bytes
        }
    }
}
