import Engine
import Records
import Reports
import Synchronization

/// Looks after every change, and each minute because time passes too, and tells: on the overview,
/// and by webhooks, once when something begins and once when it ends.
final class AlertDesk: Sendable {
    private let desk: BookDesk
    private let door: Doorkeeper
    private let stock: PageStock
    private let executor: BlockingExecutor
    private let shown = Mutex<[RaisedAlert]>([])

    /// Others write the book too: it is looked at so often.
    private static let look = Duration.seconds(1)
    /// Due times pass, and messages are given up, without a change of the book.
    private static let longest = Duration.seconds(60)

    init(desk: BookDesk, door: Doorkeeper, stock: PageStock, executor: BlockingExecutor) {
        self.desk = desk
        self.door = door
        self.stock = stock
        self.executor = executor
    }

    /// What holds, as of the last look.
    var raised: [RaisedAlert] { shown.withLock { $0 } }

    private func store<Result: Sendable>(
        _ body: @escaping @Sendable (any ServerStore) throws -> Result
    ) async throws -> Result {
        let store = door.store
        return try await withTaskExecutorPreference(executor) { try body(store) }
    }

    /// Until the server ends. What fails now is looked at again.
    func keep() async {
        var seen = -1
        var last = ContinuousClock.now
        while !Task.isCancelled {
            let now = ContinuousClock.now
            if let leaves = try? await desk.read({ try $0.store.numbers().leaves }),
                leaves != seen || last.duration(to: now) >= AlertDesk.longest,
                (try? await check()) != nil
            {
                (seen, last) = (leaves, now)
            }
            try? await Task.sleep(for: AlertDesk.look)
        }
    }

    /// Looks at everything now.
    func check() async throws {
        let (rules, before, dead) = try await store { store in
            (try store.alertRules(), try store.raisedAlerts(), try store.deadDeliveries())
        }
        let stock = stock
        var (found, log): ([RaisedAlert], String) = try await desk.read { book in
            let check = AlertCheck(book: book, stock: stock, deadDeliveries: dead)
            return (try check.alerts(rules), book.settings.logKey)
        }
        let known = Dictionary(before.map { ($0.key, $0) }) { $1 }
        // What lasts keeps the moment since when.
        for place in found.indices {
            if let old = known[found[place].key] { found[place].since = old.since }
        }
        let keys = Set(found.map(\.key))
        let (began, ended) = (
            found.filter { known[$0.key] == nil }, before.filter { !keys.contains($0.key) }
        )
        let changed = found.filter { known[$0.key] != $0 }
        if !changed.isEmpty || !ended.isEmpty { try await note(changed, began, ended, log) }
        shown.withLock { $0 = found }
    }

    // MARK: - Rules

    /// A rule as somebody said it; what is none is refused.
    private static func rule(
        number: Int = 0, _ kind: AlertRule.Kind, _ threshold: String, _ currency: String
    ) throws(EngineError) -> AlertRule {
        guard
            let rule = AlertRule(
                number: number, kind: kind, threshold: threshold, currency: currency.uppercased())
        else {
            throw .book(.refused(rule: "alert", detail: kind.rawValue + " " + threshold))
        }
        return rule
    }

    func rules() async throws -> [AlertRule] { try await store { try $0.alertRules() } }

    /// Nil where there is none of the number.
    func rule(_ number: Int) async throws -> AlertRule? {
        try await rules().first { $0.number == number }
    }

    @discardableResult
    func add(
        _ kind: AlertRule.Kind, threshold: String, currency: String
    ) async throws -> AlertRule {
        let rule = try AlertDesk.rule(kind, threshold, currency)
        guard let made = try await store({ try $0.add(rule) }) else {
            throw EngineError.book(.refused(rule: "alerts", detail: "≤ \(AlertRule.limit)"))
        }
        try await check()
        return made
    }

    /// Another threshold of the same kind; nil where the rule is another than `before` by now.
    func change(
        _ before: AlertRule, threshold: String, currency: String
    ) async throws -> AlertRule? {
        let rule = try AlertDesk.rule(number: before.number, before.kind, threshold, currency)
        guard try await store({ try $0.change(alertRule: before, to: rule) }) else { return nil }
        try await check()
        return rule
    }

    /// False where there is none of the number.
    func remove(_ number: Int) async throws -> Bool {
        let isGone = try await store { try $0.remove(alertRule: number) }
        if isGone { try await check() }
        return isGone
    }

    /// What a rule would tell of now; nothing is kept, nobody is told.
    func found(
        _ kind: AlertRule.Kind, threshold: String, currency: String
    ) async throws -> [RaisedAlert] {
        let rule = try AlertDesk.rule(kind, threshold, currency)
        let dead = try await store { try $0.deadDeliveries() }
        let stock = stock
        return try await desk.read { book in
            try AlertCheck(book: book, stock: stock, deadDeliveries: dead).alerts([rule])
        }
    }

    private func note(
        _ changed: [RaisedAlert], _ began: [RaisedAlert], _ ended: [RaisedAlert], _ log: String
    ) async throws {
        let now = door.now
        let messages =
            began.map { AlertDesk.message(.alertRaised, $0, log, now) }
            + ended.map { AlertDesk.message(.alertEnded, $0, log, now) }
        try await store { store in
            let deliveries = try WebhookMessages.deliveries(of: messages, by: store, at: now)
            try store.note(raised: changed, ended: ended.map(\.key), deliveries)
        }
    }

    private static func message(
        _ event: Webhook.Event, _ alert: RaisedAlert, _ log: String, _ now: Instant
    ) -> WebhookMessages.Message {
        WebhookMessages.make(
            event, "\(log) \(event.rawValue) \(alert.key) \(alert.since.microseconds)", now,
            .fields([
                "alert": .string(alert.kind.rawValue), "subject": .string(alert.subject),
                "found": .string(alert.found), "threshold": .string(alert.threshold),
                "since": .string(alert.since.rfc3339(in: .utc)),
            ]))
    }
}
