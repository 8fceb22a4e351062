package import Matching
package import Records
package import Reports

/// A run of the chain: everything known through a day, compared once.
package struct RunFact: Sendable, Hashable {
    package var number: Int
    package var at: Instant
    package var actor: String
    package var definition: Int
    package var through: Day
    /// Hash of what was planned: two equal plans do the same.
    package var plan: String
    package var verdict: Verdict
    /// SHA-256 of `statement.json`.
    package var statement: String
    /// Its legs and their passes: matches name them by place.
    package var legs: [RunLeg] = []
    /// Seconds after midnight at which its business days begin.
    package var cutOffSeconds = 0
    /// RFC 6962 root over the matches' leaves, hexadecimal; nil where nothing matched.
    package var matches: String?
    package var matchCount = 0
    /// SHA-256 over all items that are open after the run.
    package var openItems: String
    package var openCount = 0
    /// Breaks that the run saw for the first time, again, or no more: SHA-256 over them.
    package var breaks: String
    package var breakCount = 0

    package init(
        number: Int, at: Instant, actor: String, definition: Int, through: Day, plan: String,
        verdict: Verdict, statement: String, openItems: String, breaks: String
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.definition = definition
        self.through = through
        self.plan = plan
        self.verdict = verdict
        self.statement = statement
        self.openItems = openItems
        self.breaks = breaks
    }

    package var json: JSONValue {
        .fields([
            "fact": .string("run"), "number": .integer(number),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
            "definition": .integer(definition), "through": .string(through.description),
            "plan": .string(plan), "verdict": .string(verdict.name),
            "statement": .string(statement), "legs": .array(legs.map(\.json)),
            "cut_off_seconds": .integer(cutOffSeconds),
            "matches_root": .optional(matches), "match_count": .integer(matchCount),
            "open_items": .string(openItems),
            "open_count": .integer(openCount), "breaks": .string(breaks),
            "break_count": .integer(breakCount),
        ])
    }
}
