package import Ledger
package import Matching
package import Records

/// What a decision does, as data: whoever keeps the book carries all of it out, or nothing.
package struct DecisionEffect: Hashable, Sendable {
    /// How an open item leaves; the raw value is its word on the wire.
    package enum Exit: String, Sendable, CaseIterable { case matched, resolved, ignored }

    package struct Leaving: Hashable, Sendable {
        package var leg: String
        package var side: Side
        package var entry: EntryID
        package var exit: Exit
        package init(leg: String, side: Side, _ entry: EntryID, _ exit: Exit) {
            self.leg = leg
            self.side = side
            self.entry = entry
            self.exit = exit
        }
    }

    /// What becomes of a break: one event of its life.
    package struct Turn: Hashable, Sendable {
        package var breakID: Hash128
        package var what: BreakEvent.What
        package init(_ breakID: Hash128, _ what: BreakEvent.What) {
            self.breakID = breakID
            self.what = what
        }
    }

    /// A pair of a match, and the run that made it.
    package struct Pair: Hashable, Sendable {
        package var run: Int
        package var left: EntryID
        package var right: EntryID
        package init(run: Int, left: EntryID, right: EntryID) {
            self.run = run
            self.left = left
            self.right = right
        }
    }

    /// Open items that leave, by entry.
    package var leaving: [Leaving] = []
    /// Entries that become open items again; `exit` is how they had left.
    package var returning: [Leaving] = []
    /// Matches that hold no more, and those that hold again.
    package var voided: [Pair] = []
    package var restored: [Pair] = []
    package var turns: [Turn] = []
    package var postings: [EffectPosting] = []
    /// Numbers of decisions whose entries in the ledger are taken back, each by its opposite.
    package var reversed: [Int] = []
    package var instructions: [Instruction] = []
    /// Keys of instructions that are not to be carried out any more.
    package var cancelled: [String] = []
    package var rules: [StandingRule] = []
    /// Rules that hold no more.
    package var ended: [StandingRule] = []
    /// What it moves, for the approval: per break, with its sign.
    package var amounts: [Money] = []

    package init() {}

    /// The entries to be posted, in order, named "decision/12/1", "decision/12/2" …
    package func journal(
        decision: Int, on day: Day
    ) throws(DecisionRefusal) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for (index, posting) in postings.enumerated() {
            let name = DecisionEffect.name(decision, index + 1)
            do {
                entries.append(
                    try posting.entry(name, on: day, memo: "decision \(decision)"))
            } catch { throw .ledger(error) }
        }
        return entries
    }

    package static func name(_ decision: Int, _ part: Int) -> EntryIdentifier {
        EntryIdentifier("decision/\(decision)/\(part)")!
    }

    /// The opposite entries of another decision's, to be posted by this one. A closed period keeps
    /// what it has: they are posted on `day` and name what they take back.
    package static func reversals(
        of original: Int, by decision: Int, on day: Day, in ledger: GeneralLedger
    ) throws(DecisionRefusal) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        while let entry = ledger.entry(name(original, entries.count + 1)) {
            do {
                entries.append(
                    try ledger.reversal(
                        of: entry.identifier, as: name(decision, entries.count + 1), on: day,
                        memo: "decision \(decision) takes back decision \(original)"))
            } catch { throw .ledger(error) }
        }
        return entries
    }
}
