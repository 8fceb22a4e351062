import Engine
import Hummingbird
import Logging
import Reports

/// Every failure as an answer: a page for people, RFC 9457 for programs. What went wrong inside
/// stands in the log, under the request's id.
struct ErrorAnswers: RouterMiddleware {
    typealias Context = PageContext

    let renderer: PageRenderer

    @concurrent func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch is CancellationError {
            throw CancellationError()
        } catch {
            let language = renderer.language(of: request)
            let problem = APIProblem(error, language)
            if problem.status.code >= 500 {
                context.logger.error(
                    "request failed",
                    metadata: [
                        "request": .string(context.requestID),
                        "error": .string(LogText.plain("\(error)")),
                    ])
            }
            if request.isForPrograms || context.endpointPath?.hasPrefix("/static") == true {
                return problem.response(requestID: context.requestID, language)
            }
            var answer = renderer.page(
                "error", title: problem.kind.title,
                .fields([
                    "status": .string("\(problem.status.code)"),
                    "problem": .string(problem.kind.title[language]),
                    "detail": .string(problem.detail), "request": .string(context.requestID),
                ]), request, context, status: problem.status)
            for field in problem.headers where field.name != .wwwAuthenticate {
                answer.headers[field.name] = field.value
            }
            return answer
        }
    }
}
