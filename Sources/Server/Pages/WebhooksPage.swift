import Engine
import Hummingbird
import Records
import Reports

/// Where events are sent and what became of them, for owners who have just said their password.
struct WebhooksPage: Sendable {
    let pages: Pages

    /// Messages of a target that are shown.
    private static let shown = 20

    private var desk: WebhookDesk { WebhookDesk(server: pages.server) }

    func register(on router: Router<PageContext>) {
        router.get("settings/webhooks") { request, context -> Response in
            try await show(request, context)
        }
        router.post("settings/webhooks") { request, context -> Response in
            let form = try await FormFields.read(request)
            let events = Set(
                form.pairs.filter { $0.name == "event" }
                    .compactMap { Webhook.Event(rawValue: $0.value) })
            let made = try await desk.add(form["address"] ?? "", events)
            return try await show(request, context, secret: made.secret)
        }
        router.post("settings/webhooks/{number}/remove") { _, context -> Response in
            try await desk.remove(WebhooksPage.number(context))
            return .redirected(to: "/settings/webhooks")
        }
        router.post("settings/webhooks/{number}/test") { request, context -> Response in
            let answer = try await desk.test(WebhooksPage.number(context))
            return try await show(request, context, answer: answer)
        }
        router.post("settings/deliveries/{number}/replay") { _, context -> Response in
            _ = try await desk.replay(WebhooksPage.number(context))
            return .redirected(to: "/settings/webhooks")
        }
    }

    private static func number(_ context: PageContext) -> Int {
        context.parameters.get("number").flatMap { Int($0) } ?? 0
    }

    private struct Row: Sendable {
        var webhook: Webhook
        var deliveries: [WebhookDelivery]
    }

    private func show(
        _ request: Request, _ context: PageContext, secret: String? = nil,
        answer: WebhookSender.Answer? = nil
    ) async throws -> Response {
        let rows = try await pages.server.atDoor { door in
            try door.store.webhooks().map { webhook in
                Row(
                    webhook: webhook,
                    deliveries: try door.store.deliveries(
                        of: webhook.number, before: .max, limit: WebhooksPage.shown))
            }
        }
        return try await pages.show(
            "webhooks", Words("推送通知", "推送通知", "Webhooks"), request, context
        ) { reading in
            .fields([
                "secret": .optional(secret),
                "answer": answer.map {
                    .fields(["words": .string($0.words), "taken": .bool($0.isTaken)])
                } ?? .null,
                "events": .list(Webhook.Event.ofBook) {
                    .fields([
                        "name": .string($0.rawValue), "words": .string($0.words[reading.language]),
                    ])
                },
                "webhooks": .list(rows) { WebhooksPage.row($0, reading) },
            ])
        }
    }

    private static func row(_ row: Row, _ reading: Pages.Reading) -> JSONValue {
        .fields([
            "number": .integer(row.webhook.number), "address": .string(row.webhook.address),
            "ended": .bool(row.webhook.endedAt != nil),
            "events": .string(row.webhook.events.map(\.rawValue).sorted().joined(separator: ", ")),
            "deliveries": .list(row.deliveries) { delivery in
                .fields([
                    "id": .integer(delivery.number), "event": .string(delivery.event),
                    "at": .string(Show.moment(delivery.createdAt, reading.zone)),
                    "state": .string(delivery.state.words[reading.language]),
                    "tone": .string(delivery.state.tone),
                    "attempts": .integer(delivery.attempts),
                    "answer": .string(delivery.lastAnswer),
                    "again": .bool(delivery.state != .waiting),
                ])
            },
        ])
    }
}

extension WebhookDelivery.State {
    fileprivate var words: Words {
        switch self {
        case .waiting: Words("待送达", "待送達", "waiting")
        case .delivered: Words("已送达", "已送達", "delivered")
        case .dead: Words("已放弃", "已放棄", "given up")
        }
    }

    fileprivate var tone: String {
        switch self {
        case .waiting: "warn"
        case .delivered: "good"
        case .dead: "bad"
        }
    }
}

extension Webhook.Event {
    fileprivate var words: Words {
        switch self {
        case .breakOpened: Words("出现差错", "出現差異", "A break opened")
        case .breakResolved: Words("差错已解决", "差異已解決", "A break is resolved")
        case .runFinished: Words("对账完成", "對帳完成", "A run finished")
        case .runUndone: Words("对账被撤销", "對帳被撤銷", "A run was undone")
        case .decisionWaiting: Words("有处理待复核", "有處理待複核", "A decision waits for approval")
        case .decisionApplied: Words("处理已生效", "處理已生效", "A decision was applied")
        case .periodClosed: Words("账期已封账", "帳期已封帳", "A period was closed")
        case .alertRaised: Words("警报触发", "警示觸發", "An alert was raised")
        case .alertEnded: Words("警报解除", "警示解除", "An alert has ended")
        case .test: Words("测试", "測試", "Test")
        }
    }
}
