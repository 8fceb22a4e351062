package import Records

/// What the server keeps beside the book: who may use it, and what they hold. None of it is part
/// of the book or its log (docs/server.md).
package protocol ServerStore: Sendable {
    // Accounts
    func accounts() throws(EngineError) -> [ServerAccount]
    func account(key: String) throws(EngineError) -> ServerAccount?
    func account(number: Int) throws(EngineError) -> ServerAccount?
    /// An account without a password, for programs. Nil where the name is taken.
    func add(_ account: ServerAccount) throws(EngineError) -> ServerAccount?
    /// Role, and whether it is enabled, in one step with what it asks: nobody else changes an
    /// account between the look at the others and the change. Whoever is disabled has no session
    /// any more. Nil where there is no such account.
    func change(
        account number: Int, _ change: AccountChange, at: Instant
    ) throws(EngineError) -> AccountChange.Outcome?

    // Enrolment
    func add(_ enrolment: Enrolment) throws(EngineError)
    func enrolment(hash: String) throws(EngineError) -> Enrolment?
    /// True once for a link that signs in.
    func spend(link hash: String) throws(EngineError) -> Bool
    /// Spends the link and makes the account, or gives the one of this name a new password, second
    /// factor and recovery codes and ends its sessions. Nil where the link was spent before, or the
    /// first account is there already.
    func enrol(
        _ account: ServerAccount, recovery: [String], spending hash: String
    ) throws(EngineError) -> ServerAccount?

    // Signing in
    /// True once for each step of a second factor, and never for an earlier one.
    func spendStep(_ step: Int64, of account: Int) throws(EngineError) -> Bool
    /// True once for each recovery code.
    func spendRecovery(_ hash: String, of account: Int) throws(EngineError) -> Bool
    func recoveryLeft(of account: Int) throws(EngineError) -> Int
    func failures(of key: String) throws(EngineError) -> SignInFailures?
    func noteFailure(of key: String, at: Instant) throws(EngineError)
    func clearFailures(of key: String) throws(EngineError)

    // Sessions
    func add(_ session: AccountSession) throws(EngineError)
    func session(hash: String) throws(EngineError) -> (AccountSession, ServerAccount)?
    func touch(session hash: String, seenAt: Instant) throws(EngineError)
    func confirm(session hash: String, at: Instant) throws(EngineError)
    func end(session hash: String) throws(EngineError)
    func endSessions(of account: Int) throws(EngineError)

    // Tokens
    func add(_ token: AccessToken) throws(EngineError) -> AccessToken
    func tokens() throws(EngineError) -> [AccessToken]
    func token(hash: String) throws(EngineError) -> (AccessToken, ServerAccount)?
    func use(token number: Int, at: Instant) throws(EngineError)
    /// False where there is no such token.
    func revoke(token number: Int, at: Instant) throws(EngineError) -> Bool

    // Views
    /// By name.
    func views(of account: Int) throws(EngineError) -> [SavedView]
    /// Under its name, in place of what had it; false where the person has as many as there may be.
    func keep(_ view: SavedView, of account: Int) throws(EngineError) -> Bool
    func drop(view name: String, of account: Int) throws(EngineError)

    // Answers
    func begin(
        key: String, of account: Int, request: String, at: Instant
    ) throws(EngineError) -> KeptAnswer.Beginning
    func keep(_ answer: KeptAnswer, key: String, of account: Int) throws(EngineError)
    /// It was not done, and may be tried again.
    func forget(key: String, of account: Int) throws(EngineError)
    /// What a process that ended left under way; what is older than it is kept for.
    func tidy(at: Instant) throws(EngineError)

    // Webhooks
    func webhooks() throws(EngineError) -> [Webhook]
    /// From `place` on, where it is the first one. Nil where there are as many as there may be.
    func add(_ webhook: Webhook, from place: BookChanges.Place) throws(EngineError) -> Webhook?
    /// With its deliveries. False where there is no such target.
    func remove(webhook number: Int) throws(EngineError) -> Bool
    /// The other side said that it is gone: what waits for it is dead.
    func end(webhook number: Int, at: Instant) throws(EngineError)
    /// How far the book was told of; nil where nobody is told.
    func webhookPlace() throws(EngineError) -> BookChanges.Place?
    /// At once: what is to be sent, and that the book was told of as far as `place`. Nothing is
    /// done where another has told of it beyond `before` already. A message that a target has is
    /// left out.
    func enqueue(
        _ deliveries: [WebhookDelivery], from before: BookChanges.Place, to place: BookChanges.Place
    ) throws(EngineError)
    /// One that tells nothing of the book.
    func enqueue(_ delivery: WebhookDelivery) throws(EngineError) -> WebhookDelivery
    /// Those of a target that wait and are due, the earliest first.
    func dueDeliveries(
        of webhook: Int, at: Instant, limit: Int
    ) throws(EngineError) -> [WebhookDelivery]
    /// State, attempts, time and answer after an attempt.
    func note(_ delivery: WebhookDelivery) throws(EngineError)
    /// Newest first, before a number.
    func deliveries(
        of webhook: Int, before number: Int, limit: Int
    ) throws(EngineError) -> [WebhookDelivery]
    /// It waits again, as the same message. Nil where there is none of the number.
    func replay(delivery number: Int, at: Instant) throws(EngineError) -> WebhookDelivery?

    // Alerts
    func alertRules() throws(EngineError) -> [AlertRule]
    /// With its number; nil where there are as many as there may be.
    func add(_ rule: AlertRule) throws(EngineError) -> AlertRule?
    /// In place of `before`, whose number and kind it has; false where that one does not stand any
    /// more.
    func change(
        alertRule before: AlertRule, to rule: AlertRule
    ) throws(EngineError) -> Bool
    /// False where there is none of the number.
    func remove(alertRule number: Int) throws(EngineError) -> Bool
    /// What was told of and has not ended, by key.
    func raisedAlerts() throws(EngineError) -> [RaisedAlert]
    /// At once: what holds, what has ended, and the messages that tell of it.
    func note(
        raised: [RaisedAlert], ended: [String], _ deliveries: [WebhookDelivery]
    ) throws(EngineError)
    /// Messages that were given up.
    func deadDeliveries() throws(EngineError) -> Int

    // Access
    func note(_ records: [AccessRecord]) throws(EngineError)
    /// Newest first, before a number.
    func accesses(before number: Int, limit: Int) throws(EngineError) -> [AccessRecord]
}
