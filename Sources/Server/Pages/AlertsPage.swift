import Engine
import Hummingbird
import Records
import Reports

/// When people are told that the book stands badly, for owners who have just said their password.
struct AlertsPage: Sendable {
    let pages: Pages

    func register(on router: Router<PageContext>) {
        router.get("settings/alerts") { request, context -> Response in
            let rules = try await pages.server.alerts.rules()
            let raised = pages.server.alerts.raised
            return try await pages.show(
                "alerts", Words("警报", "警示", "Alerts"), request, context
            ) { AlertsPage.model(rules, raised, $0.language) }
        }
        router.post("settings/alerts") { request, context -> Response in
            let form = try await FormFields.read(request)
            return try await pages.answering(request, context) {
                let word = form["kind"] ?? ""
                guard let kind = AlertRule.Kind(rawValue: word) else {
                    throw EngineError.book(.refused(rule: "alert", detail: word))
                }
                try await pages.server.alerts.add(
                    kind, threshold: form["threshold"] ?? "", currency: form["currency"] ?? "")
                return .redirected(to: "/settings/alerts")
            }
        }
        router.post("settings/alerts/{number}/remove") { _, context -> Response in
            let number = context.parameters.get("number").flatMap { Int($0) } ?? 0
            guard try await pages.server.alerts.remove(number) else { throw HTTPError(.notFound) }
            return .redirected(to: "/settings/alerts")
        }
    }

    private static func model(
        _ rules: [AlertRule], _ raised: [RaisedAlert], _ language: Language
    ) -> JSONValue {
        .fields([
            "rules": .list(rules) { rule in
                let own = raised.filter { $0.key.hasPrefix("\(rule.number) ") }
                return .fields([
                    "id": .integer(rule.number),
                    "words": .string(AlertWords.words(rule.kind)[language]),
                    "threshold": .string(
                        rule.money.map(Show.amount) ?? rule.threshold),
                    "raised": .bool(!own.isEmpty),
                    "sentences": .list(own) { .string(AlertWords.sentence($0, language)) },
                ])
            },
            "none": .bool(rules.isEmpty),
            "kinds": .list(AlertRule.Kind.allCases) {
                .fields([
                    "name": .string($0.rawValue),
                    "words": .string(AlertWords.words($0)[language]),
                ])
            },
        ])
    }

    /// What holds now, for the head of a page.
    static func notices(_ raised: [RaisedAlert], _ language: Language) -> JSONValue {
        .list(raised) { alert in
            .fields([
                "sentence": .string(AlertWords.sentence(alert, language)),
                "path": .string(AlertWords.path(alert.kind)),
            ])
        }
    }
}
