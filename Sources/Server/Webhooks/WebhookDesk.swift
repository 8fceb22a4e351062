import Engine
import HTTPTypes
import Records
import Reports

/// What owners do about webhooks, from the page and from programs alike.
struct WebhookDesk: Sendable {
    let server: BookServer

    /// What a target's secret is sealed for.
    static func place(_ key: String) -> String { "webhook.secret." + key }

    /// The secret is told this once.
    func add(
        _ address: String, _ events: Set<Webhook.Event>
    ) async throws -> (webhook: Webhook, secret: String) {
        let allowsPlain = server.options.allowsPlainWebhooks
        do { _ = try WebhookAddress(address, allowsPlain: allowsPlain) } catch {
            throw APIProblem.webhook("body.address: " + error.rawValue)
        }
        guard !events.isEmpty, events.isSubset(of: Webhook.Event.ofBook) else {
            throw APIProblem.webhook("body.events: expected at least one event")
        }
        let place = try await server.desk.read { try $0.store.place() }
        return try await server.atDoor { door in
            let secret = Secrets.bytes(WebhookSignature.length)
            let key = Digest.hex(Secrets.bytes(8))
            let webhook = Webhook(
                key: key, address: address,
                secret: door.fields.seal(secret, place: WebhookDesk.place(key)), events: events,
                createdAt: door.now)
            guard let made = try door.store.add(webhook, from: place) else {
                throw APIProblem(
                    .conflict, .conflict, detail: "there are \(Webhook.limit) webhooks")
            }
            return (made, WebhookSignature.text(secret: secret))
        }
    }

    func remove(_ number: Int) async throws {
        guard try await server.atDoor({ try $0.store.remove(webhook: number) }) else {
            throw APIProblem.notFound("webhook \(number)")
        }
    }

    func webhook(_ number: Int) async throws -> Webhook {
        let found = try await server.atDoor { door in
            try door.store.webhooks().first { $0.number == number }
        }
        guard let found else { throw APIProblem.notFound("webhook \(number)") }
        return found
    }

    /// Sends a message that tells nothing, now; what the other side said.
    func test(_ number: Int) async throws -> WebhookSender.Answer {
        let webhook = try await webhook(number)
        let now = server.door.now
        let message = WebhookMessages.make(
            .test, Secrets.word(), now, .fields(["webhook": .integer(number)]))
        var delivery = WebhookDelivery(
            webhook: number, message: message.id, event: message.event.rawValue,
            body: message.body, createdAt: now)
        // Not the dispatcher's, unless this process ends before it was sent.
        delivery.dueAt = now.advanced(bySeconds: 60)
        let written = delivery
        let kept = try await server.atDoor { try $0.store.enqueue(written) }
        return try await server.webhooks.attempt(kept, to: webhook)
    }

    func replay(_ number: Int) async throws -> WebhookDelivery {
        let now = server.door.now
        let found = try await server.atDoor { try $0.store.replay(delivery: number, at: now) }
        guard let found else { throw APIProblem.notFound("delivery \(number)") }
        return found
    }
}

extension APIProblem {
    fileprivate static func webhook(_ detail: String) -> APIProblem {
        APIProblem(.unprocessableContent, .invalidBody, detail: detail)
    }
}
