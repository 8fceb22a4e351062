import Engine
import HTTPTypes
import Records
import Reports

/// Where events are sent, and what became of them.
enum WebhookOperations {
    static let all: [APIOperation] = [
        APIOperation(
            id: "listWebhooks", method: .get, path: "/webhooks", rule: .needs(.administer),
            summary: "All targets of webhooks, without their secrets.", answer: .json(page)
        ) { call in
            .items(try await call.server.atDoor { try $0.store.webhooks() }.map(value))
        },
        APIOperation(
            id: "addWebhook", method: .post, path: "/webhooks", rule: .confirmed(.administer),
            summary: "Send events to an address from now on; the signing secret is in this answer "
                + "and nowhere else.",
            body: .json(
                .object([
                    .must("address", .string(.line, length: 1...Webhook.addressLimit)),
                    .must(
                        "events",
                        .array(.word(Webhook.Event.ofBook.map(\.rawValue)), count: 1...20)),
                ])), status: .created, answer: .json(.open([.must("secret", .string())]))
        ) { call in try await add(call) },
        APIOperation(
            id: "removeWebhook", method: .delete, path: "/webhooks/{number}",
            rule: .confirmed(.administer), summary: "Send nothing there any more.",
            parameters: [number],
            answer: .json(.open([.must("removed", .integer(1...Int.max))]))
        ) { call in
            let number = call.integer("number") ?? 0
            try await WebhookDesk(server: call.server).remove(number)
            return .json(.fields(["removed": .integer(number)]))
        },
        APIOperation(
            id: "testWebhook", method: .post, path: "/webhooks/{number}/test",
            rule: .confirmed(.administer), summary: "Send `matchbook.test` now.",
            parameters: [number],
            answer: .json(.open([.must("taken", .boolean), .must("answer", .string())]))
        ) { call in
            let answer = try await WebhookDesk(server: call.server)
                .test(call.integer("number") ?? 0)
            return .json(
                .fields(["taken": .bool(answer.isTaken), "answer": .string(answer.words)]))
        },
        APIOperation(
            id: "listDeliveries", method: .get, path: "/webhooks/{number}/deliveries",
            rule: .needs(.administer), summary: "Messages to a target, newest first.",
            parameters: [number, .cursor, .limit], answer: .json(page)
        ) { call in try await deliveries(call) },
        APIOperation(
            id: "replayDelivery", method: .post, path: "/deliveries/{number}/replay",
            rule: .confirmed(.administer),
            summary: "Send a message once more, under the same id.",
            parameters: [.path("number", APIOperation.Parameter.number, "The delivery.")],
            answer: .json(delivery)
        ) { call in
            let number = call.integer("number") ?? 0
            return .json(value(try await WebhookDesk(server: call.server).replay(number)))
        },
    ]

    private static let number = APIOperation.Parameter.path(
        "number", APIOperation.Parameter.number, "The target.")
    private static let page = Schema.open([
        .must("items", .array(.open([.must("number", .integer(1...Int.max))]))),
        .must("next", .nullable(.string(length: 0...4000))),
    ])
    private static let delivery = Schema.open([
        .must("number", .integer(1...Int.max)), .must("message", .string()),
        .must("event", .string()),
        .must("state", .word(WebhookDelivery.State.allCases.map(\.rawValue))),
    ])

    private static func add(_ call: APICall) async throws -> APIAnswer {
        let events = Set(call.texts("events").compactMap { Webhook.Event(rawValue: $0) })
        let made = try await WebhookDesk(server: call.server)
            .add(call.text("address") ?? "", events)
        return .json(
            .fields([
                "number": .integer(made.webhook.number), "address": .string(made.webhook.address),
                "secret": .string(made.secret),
            ]))
    }

    private static func deliveries(_ call: APICall) async throws -> APIAnswer {
        let number = call.integer("number") ?? 0
        let limit = call.limit
        let before = try call.cursor("deliveries")?.first.flatMap { Int($0) } ?? Int.max
        _ = try await WebhookDesk(server: call.server).webhook(number)
        let found = try await call.server.atDoor { door in
            try door.store.deliveries(of: number, before: before, limit: limit)
        }
        let next =
            found.count == limit
            ? call.cursor("deliveries", after: ["\(found.last!.number)"]) : JSONValue.null
        return .json(.fields(["items": .array(found.map(value)), "next": next]))
    }

    private static func value(_ webhook: Webhook) -> JSONValue {
        .fields([
            "number": .integer(webhook.number), "address": .string(webhook.address),
            "events": .list(webhook.events.map(\.rawValue).sorted()) { .string($0) },
            "created_at": .string(webhook.createdAt.rfc3339(in: .utc)),
            "ended_at": .optional(webhook.endedAt?.rfc3339(in: .utc)),
        ])
    }

    private static func value(_ delivery: WebhookDelivery) -> JSONValue {
        .fields([
            "number": .integer(delivery.number), "message": .string(delivery.message),
            "event": .string(delivery.event), "state": .string(delivery.state.rawValue),
            "attempts": .integer(delivery.attempts),
            "created_at": .string(delivery.createdAt.rfc3339(in: .utc)),
            "due_at": .string(delivery.dueAt.rfc3339(in: .utc)),
            "last_at": .optional(delivery.lastAt?.rfc3339(in: .utc)),
            "last_answer": .string(delivery.lastAnswer),
        ])
    }
}
