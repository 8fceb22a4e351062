package import Records
import Reports

/// That somebody was shown what is masked of some entries, and why: a leaf of the log.
package struct RevealFact: Sendable, Hashable {
    /// Among reveals, from 1; given by the store.
    package var number: Int
    package var at: Instant
    package var actor: String
    package var reason: String
    /// Ascending.
    package var entries: [EntryID]

    package init(number: Int, at: Instant, actor: String, reason: String, entries: [EntryID]) {
        self.number = number
        self.at = at
        self.actor = actor
        self.reason = reason
        self.entries = entries
    }

    var json: JSONValue {
        .fields([
            "fact": .string("reveal"), "number": .integer(number),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
            "reason": .string(reason), "entries": .array(entries.map { .string("\($0)") }),
        ])
    }
}
