package import Records

/// What is to be proven: facts by their leaves of the log, entries and matches by the roots that
/// their statement's and their run's leaf name.
package struct ProofSubject: Sendable, Hashable {
    /// A fact by the names that the log keeps it under.
    package struct Fact: Sendable, Hashable {
        package var kind: String
        package var number: Int

        package init(_ kind: String, _ number: Int) {
            self.kind = kind
            self.number = number
        }
    }

    package var facts: Set<Fact> = []
    package var entries: Set<EntryID> = []
    package var matches: Set<MatchPlace> = []

    package init() {}

    /// Everything that a trace tells, with what it rests on: the book itself, imports, statements,
    /// definitions, runs, decisions, their postings, and the closes of the days it happened on.
    package init(_ trace: BookTrace, in book: Book) throws(EngineError) {
        let store = book.store
        facts = [Fact("book", 1)]
        entries = Set(trace.entries.map(\.id))
        matches = Set(trace.matches.map { MatchPlace(run: $0.run, left: $0.left, right: $0.right) })
        for entry in trace.entries {
            facts.insert(Fact("import", entry.importNumber))
            facts.insert(Fact("statement", entry.id.segment))
            switch entry.standing {
            case .superseded(_, let number), .withdrawn(let number):
                facts.insert(Fact("import", number))
            case .counts, .repeated: break
            }
        }
        let told = Set(
            trace.matches.map(\.run) + trace.breaks.map(\.run) + trace.breaks.map(\.firstRun))
        for run in try store.runs() where told.contains(run.number) {
            facts.insert(Fact("run", run.number))
            facts.insert(Fact("definition", run.definition))
        }
        for decision in trace.decisions {
            facts.insert(Fact("decision", decision.stored.number))
        }
        for posting in trace.postings { facts.insert(Fact("posting", posting.fact.number)) }
        let zone = try book.zone
        let closes = try store.closes()
        for day in Set(trace.entries.map { $0.time.day(in: zone) }) {
            if let close = closes.first(where: { $0.through >= day }) {
                facts.insert(Fact("close", close.number))
            }
        }
    }
}
