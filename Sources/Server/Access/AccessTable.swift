import Engine
import Hummingbird

/// What every route needs. A route that is not in it is for nobody.
struct AccessTable: Sendable {
    private(set) var rules: [String: AccessRule] = AccessTable.pages

    static func key(_ method: HTTPRequest.Method, _ path: String) -> String {
        "\(method.rawValue) \(path)"
    }

    subscript(method: HTTPRequest.Method, path: String) -> AccessRule? {
        // HEAD tells less than GET.
        rules[AccessTable.key(method == .head ? .get : method, path)]
    }

    mutating func add(_ method: HTTPRequest.Method, _ path: String, _ rule: AccessRule) {
        rules[AccessTable.key(method, path)] = rule
    }

    /// The pages; operations of the API bring their own rules.
    private static let pages: [String: AccessRule] = [
        "GET /healthz": .open,
        "GET /readyz": .open,
        "GET /metrics": .open,
        "GET /static/{name}": .open,
        "POST /preferences": .open,
        "GET /login": .open,
        "POST /login": .open,
        "POST /logout": .signedIn,
        "GET /setup": .open,
        "POST /setup": .open,
        "GET /open": .open,
        "GET /confirm": .signedIn,
        "POST /confirm": .signedIn,
        "GET /": .needs(.read),
        "GET /events": .needs(.read),
        "GET /reports": .needs(.read),
        "GET /reports/{file}": .needs(.export),
        "GET /breaks": .needs(.read),
        "POST /breaks/views": .needs(.read),
        "GET /breaks/{id}": .needs(.read),
        "POST /breaks/{id}/notes": .needs(.note),
        "GET /workbench": .needs(.read),
        "POST /decide/preview": .needs(.propose),
        "POST /decide": .needs(.propose),
        "GET /approvals": .needs(.read),
        "POST /decisions/{number}/{step}": .byWord(
            parameter: "step",
            [
                "approve": .approve, "reject": .approve, "withdraw": .propose, "undo": .propose,
            ]),
        "GET /trace": .needs(.read),
        "POST /reveal": .needs(.reveal),
        "GET /trace/proof": .needs(.reveal),
        "GET /runs": .needs(.read),
        "GET /compare": .needs(.read),
        "POST /runs/plan": .needs(.run),
        "POST /runs": .needs(.run),
        "POST /runs/{number}/undo": .needs(.run),
        "GET /runs/{number}": .needs(.read),
        "GET /runs/{number}/statement.json": .needs(.read),
        "GET /imports": .needs(.read),
        "POST /imports": .needs(.importFiles),
        "GET /imports/mapping/{draft}": .needs(.importFiles),
        "POST /imports/mapping/{draft}": .needs(.importFiles),
        "POST /imports/mapping/{draft}/keep": .confirmed(.define),
        "GET /definitions": .needs(.read),
        "POST /definitions/check": .needs(.define),
        "POST /definitions": .confirmed(.define),
        "GET /ledger": .needs(.read),
        "GET /ledger/journal.{form}": .needs(.export),
        "GET /settings": .confirmed(.administer),
        "POST /settings/accounts": .confirmed(.administer),
        "POST /settings/accounts/{number}": .confirmed(.administer),
        "POST /settings/tokens": .confirmed(.administer),
        "POST /settings/tokens/{number}": .confirmed(.administer),
        "GET /settings/calendars": .needs(.read),
        "POST /settings/calendars/preview": .needs(.define),
        "POST /settings/calendars": .confirmed(.define),
        "GET /settings/alerts": .confirmed(.administer),
        "POST /settings/alerts": .confirmed(.administer),
        "POST /settings/alerts/{number}/remove": .confirmed(.administer),
        "GET /settings/webhooks": .confirmed(.administer),
        "POST /settings/webhooks": .confirmed(.administer),
        "POST /settings/webhooks/{number}/remove": .confirmed(.administer),
        "POST /settings/webhooks/{number}/test": .confirmed(.administer),
        "POST /settings/deliveries/{number}/replay": .confirmed(.administer),
        "GET /evidence": .needs(.read),
        "GET /evidence/{index}": .needs(.read),
    ]
}
