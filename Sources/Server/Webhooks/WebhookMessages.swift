import Engine
import Matching
import Records
import Reports
import Resolution

/// What is told of changes of the book. Ids follow from the book and the change: the same change
/// has the same id whenever and however often it is read.
struct WebhookMessages {
    struct Message: Sendable {
        var id: String
        var event: Webhook.Event
        var body: [UInt8]
    }

    let book: Book

    /// A message for each target that asked for its event.
    static func deliveries(
        of messages: [Message], by store: any ServerStore, at now: Instant
    ) throws -> [WebhookDelivery] {
        let targets = try store.webhooks().filter { $0.endedAt == nil }
        return messages.flatMap { message in
            targets.filter { $0.events.contains(message.event) }.map {
                WebhookDelivery(
                    webhook: $0.number, message: message.id, event: message.event.rawValue,
                    body: message.body, createdAt: now)
            }
        }
    }

    func messages(_ changes: BookChanges) throws -> [Message] {
        try changes.leaves.compactMap { try message($0) }
            + changes.versions.compactMap { try message($0) }
    }

    // MARK: Leaves

    private func message(_ leaf: BookChanges.Leaf) throws -> Message? {
        switch leaf.kind {
        case "run": return try run(leaf)
        case "undo":
            return tell(
                .runUndone, "leaf \(leaf.position)", book.now, ["run": .integer(leaf.number)])
        case "decision": return try decision(leaf)
        case "close": return try close(leaf)
        default: return nil
        }
    }

    private func run(_ leaf: BookChanges.Leaf) throws -> Message? {
        // A run that was undone meanwhile is told of by its undo.
        guard let run = try book.store.runs(numbers: [leaf.number]).first else { return nil }
        return tell(
            .runFinished, "leaf \(leaf.position)", run.at,
            [
                "run": .integer(run.number), "through": .string("\(run.through)"),
                "verdict": .string(run.verdict.name), "matches": .integer(run.matchCount),
                "breaks": .integer(run.breakCount),
            ])
    }

    /// Leaves of decisions are what was proposed, steps, and effects.
    private func decision(_ leaf: BookChanges.Leaf) throws -> Message? {
        guard let said = try? JSONReader.read(leaf.bytes),
            let found = try book.store.decision(leaf.number)
        else { return nil }
        let event: Webhook.Event
        let at: Instant
        switch (said["fact"], said["step"]) {
        case (.string("decision"), _) where found.course.approval != .makerAlone:
            (event, at) = (.decisionWaiting, found.decision.at)
        case (.string("decision_step"), .string("apply")):
            (event, at) = (.decisionApplied, found.appliedAt ?? book.now)
        default: return nil
        }
        return tell(
            event, "leaf \(leaf.position)", at,
            [
                "decision": .integer(found.number),
                "kind": .string(found.decision.kind.name.rawValue),
                "maker": .string(found.decision.maker.description),
                "breaks": .list(found.decision.breaks) { .string($0.hex) },
            ])
    }

    private func close(_ leaf: BookChanges.Leaf) throws -> Message? {
        guard let close = try book.store.closes().first(where: { $0.number == leaf.number })
        else { return nil }
        return tell(
            .periodClosed, "leaf \(leaf.position)", close.at,
            ["through": .string("\(close.through)"), "run": .integer(close.run)])
    }

    // MARK: Breaks

    /// Only that somebody has to look, or no longer has to; a break that waits for its day is none.
    private func message(_ version: BookChanges.Version) throws -> Message? {
        let found = version.found
        let wasOpen = version.before == .open || version.before == .reopened
        let isOpen = found.state == .open || found.state == .reopened
        guard wasOpen != isOpen, isOpen || found.state == .resolved else { return nil }
        return tell(
            isOpen ? .breakOpened : .breakResolved, "break \(found.version)",
            isOpen ? found.openedAt : try resolved(found),
            [
                "break": .string(found.id.hex), "state": .string(found.state.rawValue),
                "leg": .string(found.leg), "class": .string(found.entryClass.name),
                "finding": .optional(found.finding?.name),
                "severity": .string(found.severity.name),
                "amount": .string(found.amount.decimal),
                "currency": .string("\(found.amount.currency)"), "run": .integer(found.run),
                "cause": .optional(found.cause?.text),
            ])
    }

    private func resolved(_ found: BookBreak) throws -> Instant {
        if case .decided(let number)? = found.cause,
            let at = try book.store.decision(number)?.appliedAt
        {
            return at
        }
        return try book.store.runs(numbers: [found.run]).first?.at ?? book.now
    }

    // MARK: Words

    private func tell(
        _ event: Webhook.Event, _ place: String, _ at: Instant,
        _ data: KeyValuePairs<String, JSONValue>
    ) -> Message {
        WebhookMessages.make(event, "\(book.settings.logKey) \(place)", at, .fields(data))
    }

    /// `place`: what there is but once in the world.
    static func make(
        _ event: Webhook.Event, _ place: String, _ at: Instant, _ data: JSONValue
    ) -> Message {
        let body = JSONValue.fields([
            "type": .string(event.rawValue), "timestamp": .string(at.rfc3339(in: .utc)),
            "data": data,
        ])
        return Message(
            id: "msg_" + Digest.sha256(Array(place.utf8)).prefix(32), event: event,
            body: body.compact())
    }
}
