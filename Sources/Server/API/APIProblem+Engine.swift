import Engine
import HTTPTypes
import Hummingbird
import Reports
import Resolution

extension APIProblem {
    /// What an error of the rooms below means to whoever asked. What went wrong inside is told to
    /// the log alone.
    init(_ error: any Error, _ language: Language) {
        switch error {
        case let error as APIProblem: self = error
        case let error as HTTPError: self = APIProblem.of(error)
        case let error as EngineError: self = APIProblem.of(error, language)
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            self.init(.contentTooLarge, .tooLarge, detail: "")
        default: self.init(.internalServerError, .internalError, detail: "")
        }
    }

    private static func of(_ error: HTTPError) -> APIProblem {
        let detail = error.body ?? ""
        return switch error.status {
        case .notFound: .notFound(detail)
        case .methodNotAllowed: APIProblem(.methodNotAllowed, .methodNotAllowed, detail: detail)
        case .contentTooLarge: APIProblem(.contentTooLarge, .tooLarge, detail: detail)
        case .unsupportedMediaType:
            APIProblem(.unsupportedMediaType, .unsupportedType, detail: detail)
        case .forbidden: APIProblem(.forbidden, .forbidden, detail: detail)
        case .badRequest, .unprocessableContent:
            APIProblem(error.status, .invalidBody, detail: detail)
        default:
            error.status.code < 500
                ? APIProblem(error.status, .invalidParameter, detail: detail)
                : APIProblem(.internalServerError, .internalError, detail: "")
        }
    }

    private static func of(_ error: EngineError, _ language: Language) -> APIProblem {
        switch error {
        case .book(let fault): return of(fault, language)
        case .fileTooLarge(_, let bytes, let limit):
            return APIProblem(.contentTooLarge, .tooLarge, detail: "\(bytes) > \(limit)")
        case .unknownReference(let reference, _): return .notFound(reference)
        case .file(let error):
            return APIProblem(
                .unprocessableContent, .invalidBody,
                detail: "\(error.place): \(error.found) · \(error.expected)")
        case .definition(let place, let found, let expected):
            return APIProblem(
                .unprocessableContent, .invalidBody, detail: "\(place): \(found) · \(expected)")
        case .dialects(let reason):
            return APIProblem(.unprocessableContent, .invalidBody, detail: reason)
        case .unknownZone(let name):
            return APIProblem(.unprocessableContent, .invalidBody, detail: name)
        case .missingKey(let source, _):
            return APIProblem(.unprocessableContent, .refused, detail: source)
        case .io, .noFile, .tooManyFiles, .folderInUse, .noResult, .inputChanged:
            return APIProblem(.internalServerError, .internalError, detail: "")
        }
    }

    private static func of(_ fault: BookFault, _ language: Language) -> APIProblem {
        func refused(_ detail: String) -> APIProblem {
            APIProblem(.unprocessableContent, .refused, detail: detail)
        }
        switch fault {
        case .unknown(let kind, let name): return .notFound("\(kind) \(name)")
        case .ambiguous(let kind, let name):
            return APIProblem(
                .badRequest, .invalidParameter, detail: "\(kind) \(name): more than one")
        case .busy:
            return APIProblem(
                .serviceUnavailable, .busy, detail: "", headers: [.retryAfter: "5"])
        case .quarantined(_, let problem):
            return APIProblem(
                .unprocessableContent, .unreadable, detail: problem.message(language))
        case .noSource(let file, let dialect, let sources):
            return APIProblem(
                .unprocessableContent, .unreadable,
                detail: "\(file): \(dialect) · source: \(sources.joined(separator: " | "))")
        case .unknownSource(let name, let sources):
            return APIProblem(
                .badRequest, .invalidParameter,
                detail: "\(name): \(sources.joined(separator: " | "))")
        case .planChanged(let found, let expected):
            return APIProblem(.conflict, .conflict, detail: "\(found) · \(expected)")
        case .nothingToRun: return refused("nothing to run")
        case .runBefore(let day, let last): return refused("\(day) < \(last)")
        case .notTheLastRun(let number, let last):
            return APIProblem(.conflict, .conflict, detail: "\(number) · last \(last)")
        case .periodClosed(let day, let through): return refused("\(day) ≤ \(through): closed")
        case .refused(let rule, let detail): return refused("\(rule): \(detail)")
        case .decision(.unknownDecision(let number)): return .notFound("decision \(number)")
        case .decision(.changedSince):
            return APIProblem(
                .conflict, .conflict, detail: fault.decisionMessage(language))
        case .decision, .life, .close: return refused(fault.decisionMessage(language))
        case .decided(let run, let decisions):
            return refused("\(run): \(decisions.map(String.init).joined(separator: ", "))")
        case .legGone(let leg, let count): return refused("\(leg): \(count)")
        case .secretInDefinition(let source): return refused(source)
        case .masterKey(_, let found, let expected):
            return APIProblem(
                .serviceUnavailable, .locked,
                detail: "\(found.isEmpty ? "–" : found) · \(expected)")
        case .noBook, .bookExists, .newer, .older, .database, .rereadDiffers, .segment, .log,
            .noKey,
            .unsound:
            return APIProblem(.internalServerError, .internalError, detail: "")
        }
    }
}

extension BookFault {
    /// In the words of `Resolution`'s rules.
    fileprivate func decisionMessage(_ language: Language) -> String {
        switch self {
        case .decision(let refusal): refusal.message(language)
        case .life(let refusal): refusal.message(language)
        case .close(let refusals): refusals.map { $0.message(language) }.joined(separator: "; ")
        default: ""
        }
    }
}
