package import Records

/// Where events of the book are sent (docs/webhooks.md).
package struct Webhook: Sendable, Hashable {
    package var number: Int
    /// A random word: what its secret is sealed for.
    package var key: String
    /// "https://example.com/path".
    package var address: String
    /// Sealed; what signs.
    package var secret: [UInt8]
    package var events: Set<Event>
    package var createdAt: Instant
    /// The other side said that it is gone (410).
    package var endedAt: Instant?

    /// The raw value is its word on the wire.
    package enum Event: String, Sendable, CaseIterable {
        case breakOpened = "break.opened"
        case breakResolved = "break.resolved"
        case runFinished = "run.finished"
        case runUndone = "run.undone"
        case decisionWaiting = "decision.waiting"
        case decisionApplied = "decision.applied"
        case periodClosed = "period.closed"
        case alertRaised = "alert.raised"
        case alertEnded = "alert.ended"
        /// What `test` sends.
        case test = "matchbook.test"

        /// Those that somebody may choose.
        package static let ofBook = allCases.filter { $0 != .test }
    }

    package init(
        number: Int = 0, key: String, address: String, secret: [UInt8], events: Set<Event>,
        createdAt: Instant, endedAt: Instant? = nil
    ) {
        self.number = number
        self.key = key
        self.address = address
        self.secret = secret
        self.events = events
        self.createdAt = createdAt
        self.endedAt = endedAt
    }

    /// Targets at the same time: each event is sent to each.
    package static let limit = 20
    /// Characters of an address; servers on the way refuse longer ones.
    package static let addressLimit = 2000
}
