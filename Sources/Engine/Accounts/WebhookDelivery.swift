package import Records

/// A message to one target, and how far it has come.
package struct WebhookDelivery: Sendable, Hashable {
    package var number: Int
    package var webhook: Int
    /// `webhook-id`: the same for every attempt, and for every target of one event.
    package var message: String
    package var event: String
    package var body: [UInt8]
    package var createdAt: Instant
    package var state: State
    package var attempts: Int
    /// When it is tried next; of those that wait.
    package var dueAt: Instant
    package var lastAt: Instant?
    /// What the last attempt met: "204", "503", "timeout".
    package var lastAnswer: String

    package enum State: String, Sendable, CaseIterable {
        case waiting
        case delivered
        /// Given up; it can be replayed.
        case dead
    }

    package init(
        number: Int = 0, webhook: Int, message: String, event: String, body: [UInt8],
        createdAt: Instant
    ) {
        self.number = number
        self.webhook = webhook
        self.message = message
        self.event = event
        self.body = body
        self.createdAt = createdAt
        state = .waiting
        attempts = 0
        dueAt = createdAt
        lastAnswer = ""
    }

    /// Seconds for which what was delivered is kept: a month, to look back at.
    package static let life: Int64 = 30 * 24 * 3600
}
