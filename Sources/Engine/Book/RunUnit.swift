package import Ledger
package import Records

/// Everything that a run changes, committed at once.
package struct RunUnit: Sendable {
    package var fact: RunFact
    package var statement: [UInt8]
    package var matches: [MatchFact]
    /// Matches of earlier runs that hold no more.
    package var voided: [MatchPlace]
    /// Items that come to be open, and those that are open no more (by place).
    package var opened: [OpenItem]
    package var closed: [OpenItem.Place]
    /// New versions of breaks.
    package var breaks: [BookBreak]
    /// How far each statement is taken now.
    package var taken: [(statement: Int, through: Instant)]
    /// Supersessions that this run has dealt with, by the old entry.
    package var supersessions: [EntryID]
    /// Entries that no leg takes yet, and those that now have one.
    package var deferred: [EntryID]
    package var undeferred: [EntryID]
    /// Entries that decisions gave back, and this run has looked at again.
    package var returned: [OpenItem.Place]
    package var postings: [JournalEntry]

    package init(fact: RunFact, statement: [UInt8]) {
        self.fact = fact
        self.statement = statement
        matches = []
        voided = []
        opened = []
        closed = []
        breaks = []
        taken = []
        supersessions = []
        deferred = []
        undeferred = []
        returned = []
        postings = []
    }
}
