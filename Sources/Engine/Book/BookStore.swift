package import Ledger
package import Records
package import Resolution
package import TransparencyLog

/// What a book needs of the place where it is kept. Every `commit` is one unit of work: it is done
/// and durable, with its leaves in the log, or nothing has changed.
package protocol BookStore: Sendable {
    /// Where the book is; key files of its definition are looked for from there.
    var folder: String { get }
    func settings() throws(EngineError) -> BookSettings
    /// The highest numbers given so far.
    func numbers() throws(EngineError) -> BookNumbers

    // Definitions
    func definition() throws(EngineError) -> StoredDefinition?
    func definition(number: Int) throws(EngineError) -> StoredDefinition?
    func commit(_ definition: StoredDefinition) throws(EngineError)

    // Imports
    /// A page of the imports, in the order of their numbers, without what they superseded.
    func imports(after: Int, limit: Int) throws(EngineError) -> [ImportFact]
    func imports(numbers: Set<Int>) throws(EngineError) -> [ImportFact]
    /// Those with this name, number or beginning of a SHA-256 (8 digits or more); two at most.
    func imports(called: String) throws(EngineError) -> [ImportFact]
    func hasImport(named: String) throws(EngineError) -> Bool
    func importFact(sha256: String) throws(EngineError) -> ImportFact?
    func importFact(number: Int) throws(EngineError) -> ImportFact?
    func rawBytes(of fact: ImportFact) throws(EngineError) -> [UInt8]
    /// Writes the entries of a statement, durably. They count once a commit names them.
    func seal(_ table: EntryTable, as number: Int) throws(EngineError) -> SegmentSeal
    /// Entries of a source that bear one of the identities and were not superseded, sorted by
    /// place in `identities`, then by entry.
    func prior(
        _ identities: [Hash128], _ occurrences: [UInt32], source: String
    ) throws(EngineError) -> [PriorEntry]
    /// What each row says, for telling a repetition from a correction.
    func contents(of table: EntryTable) -> [Hash128]
    /// A file's bytes as they are kept; they may be prepared beside other work.
    func packed(_ bytes: [UInt8]) throws(EngineError) -> PackedFile
    func commit(_ fact: ImportFact, raw: PackedFile) throws(EngineError)
    /// What keeps look-ups quick after an import; other work may go on beside it.
    func keepPace()

    // Entries
    /// The rows of one statement as a table, in the given order.
    func table(of statement: Int, rows: [Int]) throws(EngineError) -> EntryTable
    /// Keeps that somebody is about to be shown something, under the next number.
    func commit(_ reveal: RevealFact) throws(EngineError)
    func reveals() throws(EngineError) -> [RevealFact]
    /// The same without counterparties, memos and addresses: it needs no master key.
    func maskedTable(of statement: Int, rows: [Int]) throws(EngineError) -> EntryTable
    func statement(_ number: Int) throws(EngineError) -> StatementFact?
    func statements() throws(EngineError) -> [StatementFact]
    /// Those of them that are there.
    func statements(numbers: Set<Int>) throws(EngineError) -> [StatementFact]
    /// What entries of these days add up to, those without a day included, in the order of
    /// statement and key.
    func flows(_ days: ClosedRange<Day>) throws(EngineError) -> [EntryFlow]
    /// Entries that bear one of the references in any role, sorted by place, then by entry: of
    /// each the first `limit`. By bytes; where case is ignored, ASCII letters are equal to their
    /// capitals.
    func entries(
        bearing references: [[UInt8]], ignoringCase: Bool, limit: Int
    ) throws(EngineError) -> [(place: Int, entry: EntryID)]
    /// The same of payouts and transfers alone, by bytes.
    func money(
        bearing references: [[UInt8]], limit: Int
    ) throws(EngineError) -> [(place: Int, entry: EntryID)]

    // What became of entries
    /// Supersessions that one of the entries has part in, with their imports, by the old entry.
    func supersessions(
        of entries: [EntryID]
    ) throws(EngineError) -> [(import: Int, supersession: Supersession)]
    /// Matches of runs that stand, of these entries in any leg, by run; with what voided them.
    func matchHistory(
        of entries: [EntryID]
    ) throws(EngineError) -> [(run: Int, match: MatchFact, voidedBy: String?)]
    /// Every version of the breaks that speak of one of the entries, or bear the reference now: by
    /// break, in the order they were made; what was undone with its run is left out.
    func breakHistory(
        of entries: [EntryID], reference: String
    ) throws(EngineError) -> [BookBreak]
    /// Decisions about one of the breaks or entries, by number.
    func decisions(
        about breaks: [Hash128], entries: [EntryID]
    ) throws(EngineError) -> [StoredDecision]
    func steps(ofDecision number: Int) throws(EngineError) -> [DecisionUnit.Step]
    /// In the order of posting.
    func postings(causedBy causes: [String]) throws(EngineError) -> [PostingFact]

    // Runs
    func runs() throws(EngineError) -> [RunFact]
    /// Those of the numbers that stand.
    func runs(numbers: Set<Int>) throws(EngineError) -> [RunFact]
    func lastRun() throws(EngineError) -> RunFact?
    func statementJSON(ofRun number: Int) throws(EngineError) -> [UInt8]?
    /// How far runs have taken each statement; those that none took are missing.
    func taken() throws(EngineError) -> [Int: Instant]
    func openItems() throws(EngineError) -> [OpenItem]
    func deferred() throws(EngineError) -> [EntryID]
    /// Of a run, or those that none has dealt with.
    func pendingSupersessions() throws(EngineError) -> [Supersession]
    /// The entries that were superseded, of these statements.
    func superseded(inStatements: [Int]) throws(EngineError) -> Set<EntryID>
    /// Matches that hold, of these entries in a leg.
    func matches(
        of entries: [EntryID], leg: String
    ) throws(EngineError) -> [(place: MatchPlace, match: MatchFact)]
    /// All matches of a run that hold, in its order.
    func standingMatches(ofRun run: RunFact) throws(EngineError) -> [MatchFact]
    /// The runs that took entries of these statements, and hold.
    func runs(taking statements: Set<Int>) throws(EngineError) -> [RunFact]
    /// Why the statement of a run is incomplete, or worse than reconciled.
    func reasons(ofRun number: Int) throws(EngineError) -> [StatementReason]
    func commit(_ unit: RunUnit) throws(EngineError)
    func undo(run number: Int, at: Instant, actor: String) throws(EngineError)

    // Decisions
    func decisions(_ filter: DecisionFilter) throws(EngineError) -> [StoredDecision]
    func decision(_ number: Int) throws(EngineError) -> StoredDecision?
    /// All of them at once, with what was noted beside.
    func commit(_ units: [DecisionUnit], notes: [BreakEvent]) throws(EngineError)
    /// What parts of breaks applied decisions have settled.
    func settled(_ breaks: [Hash128]) throws(EngineError) -> [Hash128: Money]
    /// Rules of decisions that stand.
    func standingRules() throws(EngineError) -> [StandingRule]
    /// Breaks that decisions let wait.
    func expectations() throws(EngineError) -> [BookExpectation]
    /// Entries that left by decisions that stand.
    func decidedEntries() throws(EngineError) -> Set<EntryID>
    /// Items that left by decisions that stand, whenever that was.
    func decidedItems() throws(EngineError) -> [OpenItem]
    /// Entries that decisions gave back after a run had counted them as resolved.
    func returned() throws(EngineError) -> [OpenItem.Place]
    /// Instructions of the outbox, in the order they were given.
    func outbox() throws(EngineError) -> [OutboxItem]
    func closedThrough() throws(EngineError) -> Day?
    func closes() throws(EngineError) -> [PeriodCloseFact]

    // Notes on breaks
    func events(of breakID: Hash128) throws(EngineError) -> [BreakEvent]
    /// `files`: what is attached, by its digest; bytes that are kept already may be left out.
    func commit(_ notes: [BreakEvent], files: [ContentDigest: [UInt8]]) throws(EngineError)
    func bytes(of attachment: BreakAttachment) throws(EngineError) -> [UInt8]
    /// The ids that begin with these hexadecimal digits.
    func breakIDs(beginning digits: String) throws(EngineError) -> [Hash128]

    // Breaks
    func breaks(_ filter: BreakFilter) throws(EngineError) -> [BookBreak]
    func breaks(ids: [Hash128]) throws(EngineError) -> [BookBreak]
    /// Those that pass the filter, whatever its page, in its order.
    func breakIDs(_ filter: BreakFilter) throws(EngineError) -> [Hash128]
    /// How many pass the filter, whatever its page.
    func breakCount(_ filter: BreakFilter) throws(EngineError) -> Int
    /// What they add up to, of the first `limit` of them in whatever order.
    func breakSums(_ filter: BreakFilter) throws(EngineError) -> [Currency: Money]
    /// The currencies of all breaks of a standing.
    func breakCurrencies(_ standing: BreakFilter.Standing) throws(EngineError) -> [Currency]
    /// Breaks of which a run from the one to the other has something new to say, each as the two
    /// runs left it, by leg and id.
    func breakChanges(
        from: Int, to: Int, limit: Int
    ) throws(EngineError) -> [RunComparison.Change]
    /// Breaks on which nobody noted or decided anything are missing.
    func marks(of ids: [Hash128]) throws(EngineError) -> [Hash128: BreakMarks]
    /// As they stand now, whose reference begins so, by reference.
    func breaks(referencePrefix: String, limit: Int) throws(EngineError) -> [BookBreak]
    /// All that is open or not due yet, or what became of breaks since a place; of one moment.
    func briefs(after place: BookChanges.Place?) throws(EngineError) -> BreakBrief.Changes
    /// Open items of runs whose class is not "expected".
    func dueItemCount() throws(EngineError) -> Int

    // Changes
    /// How far the book has come.
    func place() throws(EngineError) -> BookChanges.Place
    /// At most `limit` leaves and `limit` versions of breaks, of one moment.
    func changes(
        after place: BookChanges.Place, limit: Int
    ) throws(EngineError) -> BookChanges

    // Ledger
    func journal() throws(EngineError) -> [JournalEntry]

    // Log
    /// Brings tiles and checkpoint up to what is committed.
    func publish() throws(EngineError)

    // Evidence
    /// Where facts stand in the log; those that it lacks are left out.
    func places(of facts: Set<ProofSubject.Fact>) throws(EngineError) -> [ProofSubject.Fact: Int]
    /// A bundle under the published checkpoint that anybody can check offline.
    func prove(_ subject: ProofSubject) throws(EngineError) -> ProofBundle
}

extension BookStore {
    /// All of them: no file has more rows than these, and so no reference more bearers in it.
    func entries(
        bearing references: [[UInt8]], ignoringCase: Bool = false
    ) throws(EngineError) -> [(place: Int, entry: EntryID)] {
        try entries(bearing: references, ignoringCase: ignoringCase, limit: 10_000_000)
    }
}
