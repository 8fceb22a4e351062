package import Records
import Reports

/// A run that was taken back.
package struct UndoFact: Sendable, Hashable {
    package var run: Int
    package var at: Instant
    package var actor: String

    package init(run: Int, at: Instant, actor: String) {
        self.run = run
        self.at = at
        self.actor = actor
    }

    var json: JSONValue {
        .fields([
            "fact": .string("undo"), "run": .integer(run),
            "at": .integer(Int(at.microseconds)), "actor": .string(actor),
        ])
    }
}
