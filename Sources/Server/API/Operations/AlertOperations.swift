import Engine
import HTTPTypes
import Records
import Reports

/// When people are told that the book stands badly, and what holds now.
enum AlertOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listAlerts", method: .get, path: "/alerts", rule: .needs(.read),
            summary: "What is raised, as of the last look: after each change and each minute.",
            answer: .json(alerts)
        ) { call in
            .items(call.server.alerts.raised.map { value($0, call.language) })
        },
        APIOperation(
            id: "listAlertRules", method: .get, path: "/alerts/rules", rule: .needs(.administer),
            summary: "All rules of alerts.",
            answer: .json(
                .open([.must("items", .array(rule)), .must("next", .nullable(.string()))]))
        ) { call in .items(try await call.server.alerts.rules().map(value)) },
        APIOperation(
            id: "addAlertRule", method: .post, path: "/alerts/rules",
            rule: .confirmed(.administer),
            summary: "Tell when this holds, from now on: on the overview, and by webhooks.",
            body: said, status: .created, answer: .json(rule)
        ) { call in
            let made = try await call.server.alerts.add(
                kind(call), threshold: call.text("threshold") ?? "",
                currency: call.text("currency") ?? "")
            return answer(made)
        },
        APIOperation(
            id: "getAlertRule", method: .get, path: "/alerts/rules/{number}",
            rule: .needs(.administer), summary: "One rule.", parameters: [number],
            answer: .json(rule)
        ) { call in answer(try await standing(call)) },
        APIOperation(
            id: "changeAlertRule", method: .patch, path: "/alerts/rules/{number}",
            rule: .confirmed(.administer),
            summary: "Another threshold. Needs If-Match: the rule as it was seen.",
            parameters: [number],
            body: .json(.object([.must("threshold", threshold), .may("currency", currency)])),
            answer: .json(rule)
        ) { call in
            let before = try await standing(call)
            try call.check(version: APIAnswer.tag(value(before)), isRequired: true)
            let changed = try await call.server.alerts.change(
                before, threshold: call.text("threshold") ?? "",
                currency: call.text("currency") ?? before.currency)
            guard let changed else {
                throw APIProblem(.preconditionFailed, .preconditionFailed, detail: "If-Match")
            }
            return answer(changed)
        },
        APIOperation(
            id: "removeAlertRule", method: .delete, path: "/alerts/rules/{number}",
            rule: .confirmed(.administer), summary: "Tell of it no more.", parameters: [number],
            answer: .json(.open([.must("removed", .integer(1...Int.max))]))
        ) { call in
            let before = try await standing(call)
            try call.check(version: APIAnswer.tag(value(before)))
            guard try await call.server.alerts.remove(before.number) else {
                throw APIProblem.notFound("alert rule \(before.number)")
            }
            return .json(.fields(["removed": .integer(before.number)]))
        },
        APIOperation(
            id: "tryAlertRule", method: .post, path: "/alerts/trial", rule: .needs(.administer),
            summary: "What a rule would tell of now; nothing is kept, nobody is told.",
            body: said, answer: .json(alerts)
        ) { call in
            let found = try await call.server.alerts.found(
                kind(call), threshold: call.text("threshold") ?? "",
                currency: call.text("currency") ?? "")
            return .items(found.map { value($0, call.language) })
        },
    ]

    private static let number = APIOperation.Parameter.path(
        "number", APIOperation.Parameter.number, "The rule.")
    /// An amount, hours, or a number; nothing for `verdict`.
    private static let threshold = Schema.string(.line, length: 0...40)
    private static let currency = Schema.string(.line, length: 0...8)
    private static let said = APIOperation.Body.json(
        .object([
            .must("kind", .word(AlertRule.Kind.allCases.map(\.rawValue))),
            .may("threshold", threshold), .may("currency", currency),
        ]))
    private static let rule = Schema.open([
        .must("number", .integer(1...Int.max)),
        .must("kind", .word(AlertRule.Kind.allCases.map(\.rawValue))),
        .must("threshold", .string()), .must("currency", .string()),
    ])
    private static let alerts = Schema.open([
        .must(
            "items",
            .array(
                .open([
                    .must("alert", .word(AlertRule.Kind.allCases.map(\.rawValue))),
                    .must("subject", .string()), .must("found", .string()),
                    .must("threshold", .string()), .must("since", .string()),
                    .must("sentence", .string()),
                ]))),
        .must("next", .nullable(.string())),
    ])

    private static func kind(_ call: APICall) throws(APIProblem) -> AlertRule.Kind {
        guard let kind = call.text("kind").flatMap({ AlertRule.Kind(rawValue: $0) }) else {
            throw APIProblem(.unprocessableContent, .invalidBody, detail: "body.kind")
        }
        return kind
    }

    private static func standing(_ call: APICall) async throws -> AlertRule {
        let number = call.integer("number") ?? 0
        guard let rule = try await call.server.alerts.rule(number) else {
            throw APIProblem.notFound("alert rule \(number)")
        }
        return rule
    }

    private static func answer(_ rule: AlertRule) -> APIAnswer {
        .json(value(rule), tag: APIAnswer.tag(value(rule)))
    }

    private static func value(_ rule: AlertRule) -> JSONValue {
        .fields([
            "number": .integer(rule.number), "kind": .string(rule.kind.rawValue),
            "threshold": .string(rule.threshold), "currency": .string(rule.currency),
        ])
    }

    private static func value(_ alert: RaisedAlert, _ language: Language) -> JSONValue {
        .fields([
            "alert": .string(alert.kind.rawValue), "subject": .string(alert.subject),
            "found": .string(alert.found), "threshold": .string(alert.threshold),
            "since": .string(alert.since.rfc3339(in: .utc)),
            "sentence": .string(AlertWords.sentence(alert, language)),
        ])
    }
}
