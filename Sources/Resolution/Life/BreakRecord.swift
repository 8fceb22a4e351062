package import Records

/// A break as it stands: the fold of its events in order.
package struct BreakRecord: Hashable, Sendable {
    package struct Comment: Hashable, Sendable {
        package var at: Instant
        package var by: ActorName?
        package var text: String
    }

    package let id: Hash128
    package private(set) var life: BreakLife
    /// As the latest run saw it.
    package private(set) var sighting: BreakSighting
    /// When it was found first: the SLA's clock starts here, and again when it is reopened.
    package private(set) var openedAt: Instant
    package private(set) var resolvedAt: Instant?
    /// Settled by decisions, with the sign of the break's amount.
    package private(set) var settled: Money
    package private(set) var expectation: Expectation?
    package private(set) var owner: ActorName?
    /// Sorted.
    package private(set) var labels: [String] = []
    package private(set) var comments: [Comment] = []
    package private(set) var attachments: [BreakAttachment] = []

    package struct Expectation: Hashable, Sendable {
        package var until: Day?
        package var decision: Int
    }

    package static let labelLimit = 20
    package static let labelBytes = 40
    package static let commentLimit = 500
    package static let commentBytes = 2_000
    package static let attachmentLimit = 100

    /// The first event says that a run finds the break.
    package init(_ first: BreakEvent) throws(BreakRefusal) {
        guard case .found(let run, let sighting) = first.what else {
            if case .turned(let cause) = first.what { throw .notFoundYet(cause) }
            throw .notFoundYet(.found(run: 0))
        }
        id = first.breakID
        life = try BreakLife(.found(run: run))
        self.sighting = sighting
        openedAt = first.at
        settled = .zero(sighting.amount.currency)
    }

    /// All events of one break, in order. Nil where there are none.
    package static func fold(_ events: [BreakEvent]) throws(BreakRefusal) -> BreakRecord? {
        guard let first = events.first else { return nil }
        var record = try BreakRecord(first)
        for event in events.dropFirst() { try record.apply(event) }
        return record
    }

    /// What is left of the amount.
    package var remaining: Money {
        settled.currency == sighting.amount.currency ? sighting.amount - settled : sighting.amount
    }

    package mutating func apply(_ event: BreakEvent) throws(BreakRefusal) {
        precondition(event.breakID == id, "an event of another break")
        switch event.what {
        case .found(let run, let sighting):
            try turn(.found(run: run), event.at)
            self.sighting = sighting
        case .turned(let cause): try turn(cause, event.at)
        case .expected(let until, let decision):
            guard life.state.isOpen else { throw .resolved(by: life.cause) }
            expectation = Expectation(until: until, decision: decision)
        case .notExpected(let decision):
            if expectation?.decision == decision { expectation = nil }
        case .part(let amount, _): try settle(amount)
        case .owned(let name): owner = name
        case .labelled(let label): try add(label)
        case .unlabelled(let label): labels.removeAll { $0 == label }
        case .commented(let text):
            if let fault = PlainText.fault(text, limit: BreakRecord.commentBytes, lines: true) {
                throw .text(fault)
            }
            guard comments.count < BreakRecord.commentLimit else {
                throw .tooMany(limit: BreakRecord.commentLimit)
            }
            comments.append(Comment(at: event.at, by: event.by, text: text))
        case .attached(let attachment): try add(attachment)
        }
    }

    private mutating func turn(_ cause: BreakCause, _ at: Instant) throws(BreakRefusal) {
        let before = life.state
        try life.apply(cause)
        if life.state == .resolved {
            if before != .resolved { resolvedAt = at }
            expectation = nil
        } else if before == .resolved {
            resolvedAt = nil
            openedAt = at
        }
    }

    /// Parts have the sign of the amount and together are never more than it.
    private mutating func settle(_ part: Money) throws(BreakRefusal) {
        guard part.currency == sighting.amount.currency else { throw .part }
        let sum = settled + part
        let left = sighting.amount - sum
        guard sum.units == 0 || (sum.units > 0) == (sighting.amount.units > 0),
            left.units == 0 || (left.units > 0) == (sighting.amount.units > 0)
        else { throw .part }
        settled = sum
    }

    private mutating func add(_ label: String) throws(BreakRefusal) {
        if let fault = PlainText.fault(label, limit: BreakRecord.labelBytes) { throw .text(fault) }
        guard !labels.contains(label) else { return }
        guard labels.count < BreakRecord.labelLimit else {
            throw .tooMany(limit: BreakRecord.labelLimit)
        }
        labels.append(label)
        labels.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func add(_ attachment: BreakAttachment) throws(BreakRefusal) {
        if let fault = PlainText.fault(attachment.name, limit: BreakAttachment.nameLimit) {
            throw .text(fault)
        }
        guard !attachments.contains(attachment) else { return }
        guard attachments.count < BreakRecord.attachmentLimit else {
            throw .tooMany(limit: BreakRecord.attachmentLimit)
        }
        attachments.append(attachment)
    }
}
