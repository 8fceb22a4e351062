import Engine
import Records
import Synchronization

/// Sees what was committed, writes down what is to be told of it, and tells it until it is taken or
/// given up. What is written down survives a crash; a crash between an answer and its note sends
/// the same message once more, under the same id.
struct WebhookDispatcher: Sendable {
    let desk: BookDesk
    let door: Doorkeeper
    let sender: WebhookSender
    let executor: BlockingExecutor

    /// Changes that are read at once.
    static let batch = 500
    /// Messages of one target that are held: none of the others goes to one that was removed.
    private static let turn = 20
    /// Attempts of a message: with the waits below some 30 hours, more than a night and a day.
    static let attempts = 10
    private static let firstWait = 5
    private static let longestWait = 12 * 3600

    private func store<Result: Sendable>(
        _ body: @escaping @Sendable (any ServerStore) throws -> Result
    ) async throws -> Result {
        let store = door.store
        return try await withTaskExecutorPreference(executor) { try body(store) }
    }

    /// The targets that somebody is talking to.
    private final class UnderWay: Sendable {
        private let numbers = Mutex<Set<Int>>([])

        func begin(_ number: Int) -> Bool { numbers.withLock { $0.insert(number).inserted } }
        func end(_ number: Int) { numbers.withLock { _ = $0.remove(number) } }
    }

    /// Every second until the server ends. What fails now is tried at the next look. Each target
    /// has a task of its own: one that does not answer keeps no other waiting.
    func keep() async {
        let underWay = UnderWay()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                let targets = (try? await look()) ?? []
                for target in targets where underWay.begin(target.number) {
                    group.addTask {
                        try? await tell(target)
                        underWay.end(target.number)
                    }
                }
            }
        }
    }

    /// Writes down what there is to tell, and answers whom.
    private func look() async throws -> [Webhook] {
        while try await write() {}
        return try await store { try $0.webhooks() }.filter { $0.endedAt == nil }
    }

    /// Writes down what is to be told; true where there may be more.
    private func write() async throws -> Bool {
        guard let place = try await store({ try $0.webhookPlace() }) else { return false }
        let (messages, reached) = try await desk.read { book in
            let changes = try book.store.changes(after: place, limit: WebhookDispatcher.batch)
            return (try WebhookMessages(book: book).messages(changes), changes.place)
        }
        guard reached != place else { return false }
        let now = door.now
        try await store { store in
            let deliveries = try WebhookMessages.deliveries(of: messages, by: store, at: now)
            try store.enqueue(deliveries, from: place, to: reached)
        }
        return true
    }

    /// One after the other until nothing is due; where one fails the others wait for the next look.
    private func tell(_ target: Webhook) async throws {
        while true {
            let now = door.now
            let due = try await store {
                try $0.dueDeliveries(of: target.number, at: now, limit: WebhookDispatcher.turn)
            }
            if due.isEmpty { return }
            for delivery in due {
                guard try await attempt(delivery, to: target).isTaken else { return }
            }
        }
    }

    /// Sends it once and notes what came of it; an attempt that the server's end cuts off is none.
    @discardableResult
    func attempt(
        _ delivery: WebhookDelivery, to target: Webhook
    ) async throws -> WebhookSender.Answer {
        let answer: WebhookSender.Answer
        if let secret = door.fields.open(target.secret, place: WebhookDesk.place(target.key)) {
            answer = await sender.send(
                WebhookSender.Message(
                    id: delivery.message, timestamp: door.now.microseconds / 1_000_000,
                    body: delivery.body, secret: secret), to: target.address)
        } else {
            answer = .failed("the secret is sealed under another master key")
        }
        // Cut off because the server ends: nobody said no, and it is due again at the next start.
        if !answer.isTaken { try Task.checkCancellation() }
        let now = door.now
        var noted = delivery
        noted.attempts += 1
        noted.lastAt = now
        noted.lastAnswer = answer.words
        if answer.isTaken {
            noted.state = .delivered
        } else if noted.attempts >= WebhookDispatcher.attempts {
            noted.state = .dead
        } else {
            noted.dueAt = now.advanced(bySeconds: WebhookDispatcher.wait(after: noted.attempts))
        }
        let result = noted
        try await store { store in
            try store.note(result)
            if answer.isGone { try store.end(webhook: target.number, at: now) }
        }
        return answer
    }

    /// Seconds: 5, 20, 80 … at most 12 hours, of which the second half is left to chance, so that
    /// what failed together does not come back together.
    static func wait(after attempts: Int) -> Int64 {
        var wait = firstWait
        for _ in 1..<max(attempts, 1) { wait = min(wait * 4, longestWait) }
        return Int64(wait / 2 + Int.random(in: 0...(wait - wait / 2)))
    }
}
