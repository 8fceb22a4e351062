import Engine
import HTTPTypes
import Hummingbird
import Reports

/// Why a request was not done, as RFC 9457 says it. Thrown anywhere; `ErrorAnswers` makes a page of
/// it for people and JSON for programs.
struct APIProblem: Error {
    var status: HTTPResponse.Status
    var kind: Kind
    var detail: String
    var headers: HTTPFields = [:]

    /// The last part of the problem's type, documented in docs/api.md.
    enum Kind: String, Sendable, CaseIterable {
        case unauthorized, forbidden
        case confirmationRequired = "confirmation-required"
        case foreignOrigin = "foreign-origin"
        case formToken = "form-token"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case invalidParameter = "invalid-parameter"
        case invalidBody = "invalid-body"
        case unsupportedType = "unsupported-type"
        case notAcceptable = "not-acceptable"
        case tooLarge = "too-large"
        case tooManyRequests = "too-many-requests"
        case busy
        case refused
        case unreadable, locked
        case conflict
        case idempotencyConflict = "idempotency-conflict"
        case preconditionFailed = "precondition-failed"
        case preconditionRequired = "precondition-required"
        case internalError = "internal-error"

        var title: Words {
            switch self {
            case .unauthorized: Words("请先登录", "請先登入", "Sign in first")
            case .forbidden: Words("没有权限", "沒有權限", "Not allowed")
            case .confirmationRequired:
                Words("请再输入一次密码", "請再輸入一次密碼", "Say the password again")
            case .foreignOrigin: Words("请求来自别处", "請求來自別處", "The request comes from elsewhere")
            case .formToken: Words("表单已过期，请刷新", "表單已過期，請重新整理", "The form is out of date; reload it")
            case .notFound: Words("没有找到", "找不到", "Not found")
            case .methodNotAllowed: Words("不支持这种方法", "不支援這種方法", "Method not allowed")
            case .invalidParameter: Words("参数不对", "參數不對", "A parameter is wrong")
            case .invalidBody: Words("内容不对", "內容不對", "The body is wrong")
            case .unsupportedType: Words("不支持这种内容类型", "不支援這種內容類型", "Unsupported media type")
            case .notAcceptable: Words("无法按要求的格式回答", "無法按要求的格式回答", "No such representation")
            case .tooLarge: Words("内容太大", "內容太大", "Too large")
            case .tooManyRequests: Words("请求太多，请稍候", "請求太多，請稍候", "Too many requests")
            case .busy: Words("正忙，请稍候再试", "忙碌中，請稍候再試", "Busy; try again")
            case .refused: Words("按规则不能这样做", "按規則不能這樣做", "A rule says no")
            case .locked:
                Words("主密钥不对或没有", "主密鑰不對或沒有", "The master key is missing or another one")
            case .unreadable: Words("文件读不懂", "檔案讀不懂", "The file cannot be read")
            case .conflict: Words("情况已经改变", "情況已經改變", "It has changed since")
            case .idempotencyConflict:
                Words("同一个键用于不同的请求", "同一個鍵用於不同的請求", "The key belongs to another request")
            case .preconditionFailed: Words("版本已改变", "版本已改變", "Another version by now")
            case .preconditionRequired: Words("须说明版本", "須說明版本", "Say which version")
            case .internalError: Words("服务器出错", "伺服器出錯", "The server failed")
            }
        }
    }

    init(
        _ status: HTTPResponse.Status, _ kind: Kind, detail: String, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = headers
    }

    static func unauthorized(detail: String) -> APIProblem {
        APIProblem(
            .unauthorized, .unauthorized, detail: detail,
            headers: [.wwwAuthenticate: "Bearer realm=\"matchbook\""])
    }

    static func notFound(_ what: String) -> APIProblem {
        APIProblem(.notFound, .notFound, detail: what)
    }

    static let typePrefix = "urn:matchbook:problem:"

    func response(requestID: String, _ language: Language) -> Response {
        let value = JSONValue.fields([
            "type": .string(APIProblem.typePrefix + kind.rawValue),
            "title": .string(kind.title[language]), "status": .integer(status.code),
            "detail": .string(detail), "request": .string(requestID),
        ])
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: .init(bytes: value.compact())))
    }
}
