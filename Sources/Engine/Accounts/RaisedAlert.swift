package import Records

/// Something that holds now and that a rule asks to be told of.
package struct RaisedAlert: Sendable, Hashable {
    /// The rule, and what it speaks of: one thing is told once, however long it lasts.
    package var key: String
    package var kind: AlertRule.Kind
    /// What it is about: a currency, a source and its days; empty: the book.
    package var subject: String
    /// What was found: an amount, a number, a verdict's word.
    package var found: String
    package var threshold: String
    package var since: Instant

    package init(
        key: String, kind: AlertRule.Kind, subject: String, found: String, threshold: String,
        since: Instant
    ) {
        self.key = key
        self.kind = kind
        self.subject = subject
        self.found = found
        self.threshold = threshold
        self.since = since
    }
}
