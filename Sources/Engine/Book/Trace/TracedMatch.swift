package import Matching
package import Records

/// A match of a trace: by which run, leg and pass, and whether it holds.
package struct TracedMatch: Sendable, Hashable {
    package var run: Int
    package var at: Instant
    package var through: Day
    package var leg: String
    /// Empty where the leg has no such pass.
    package var pass: String
    package var left: EntryID
    package var right: EntryID
    package var entryClass: EntryClass
    /// What took it back: "run 7", "decision 3"; nil while it holds.
    package var voidedBy: String?

    /// `voidedBy`: in the words of the book.
    package init(_ match: MatchFact, of run: RunFact, voidedBy: String?) {
        self.run = run.number
        at = run.at
        through = run.through
        let place = Int(match.leg)
        let own = place < run.legs.count ? run.legs[place] : RunLeg(name: "", passes: [])
        leg = own.name
        pass = Int(match.pass) < own.passes.count ? own.passes[Int(match.pass)] : ""
        left = match.left
        right = match.right
        entryClass = match.entryClass
        self.voidedBy = voidedBy
    }
}
