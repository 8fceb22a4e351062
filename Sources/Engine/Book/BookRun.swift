import Matching
package import Records
package import Reports
import Resolution
import Statements

/// One link of the chain: what was open, and what came since → what is matched, what is carried on,
/// and what that means for each break (docs/book.md). Planning changes nothing.
package struct BookRun: Sendable {
    package let book: Book
    package let through: Day
    package let definition: StoredDefinition
    /// The definition is made by this plan, and not yet kept.
    let isNewDefinition: Bool
    let rules: Definition
    let library: FormatLibrary
    let zone: ZoneRules
    let catalogue: [Int: StatementFact]
    let lastRun: RunFact?
    /// Everything from the beginning, as if no run had been: what other rules would have made of
    /// it.
    let isHistory: Bool
    let aliases = ChannelAliases.builtin

    /// `through` is the last day that counts; nil: the last one that the statements reach.
    package init(_ book: Book, through: Day?) throws(EngineError) {
        self.book = book
        let store = book.store
        let statements = try store.statements()
        guard !statements.isEmpty else { throw .book(.nothingToRun) }
        catalogue = Dictionary(uniqueKeysWithValues: statements.map { ($0.number, $0) })
        let stored = try store.definition()
        let library = try BookSources.library(stored)
        self.library = library
        let sources = try BookSources(stored)
        if sources.isAutomatic {
            let made = BookSources.automatic(
                of: statements, library: library, settings: book.settings,
                before: stored.map { _ in sources.definition })
            let next = book.version(
                of: made, stored?.dialects ?? [], after: stored, isAutomatic: true)
            isNewDefinition = next.digest != stored?.digest
            rules = made
            definition = isNewDefinition ? next : stored!
        } else {
            isNewDefinition = false
            rules = sources.definition
            definition = stored!
        }
        isHistory = false
        zone = try TimeZoneFile.rules(rules.timeZone)
        lastRun = try store.lastRun()
        if let through {
            self.through = through
        } else {
            self.through = try BookRun.lastDay(statements, rules, zone)
        }
        if let lastRun, self.through < lastRun.through {
            throw .book(.runBefore(day: self.through, last: lastRun.through))
        }
    }

    /// The whole history through a day by other rules; it is only looked at, never committed.
    init(
        historyOf book: Book, through: Day, by rules: Definition, library: FormatLibrary
    ) throws(EngineError) {
        self.book = book
        self.through = through
        self.rules = rules
        self.library = library
        isHistory = true
        isNewDefinition = true
        lastRun = nil
        catalogue = Dictionary(
            uniqueKeysWithValues: try book.store.statements().map { ($0.number, $0) })
        definition = StoredDefinition(
            number: 0, at: book.now, actor: book.actor, isAutomatic: false,
            digest: Digest.sha256(Array(DefinitionText.canonical(rules).utf8)), yaml: "",
            dialects: [])
        zone = try TimeZoneFile.rules(rules.timeZone)
    }

    /// The business day of the last entry there is.
    private static func lastDay(
        _ statements: [StatementFact], _ rules: Definition, _ zone: ZoneRules
    ) throws(EngineError) -> Day {
        guard let last = statements.compactMap(\.lastTime).max() else {
            throw .book(.nothingToRun)
        }
        return Instant(microseconds: last).advanced(bySeconds: -rules.cutOffSeconds).day(in: zone)
    }

    /// The moment the last day ends.
    var end: Instant {
        zone.start(of: through.advanced(by: 1)).advanced(bySeconds: rules.cutOffSeconds)
    }

    /// What the run would do.
    package struct Plan: Sendable {
        package var run: BookRun
        package var report: RunReport
        package var unit: RunUnit
        /// Two plans of one hash do the same.
        package var hash: String { unit.fact.plan }

        /// The run would only say what the last one said: it was committed before.
        package var changesNothing: Bool {
            guard let last = run.lastRun else { return false }
            return last.through == run.through && last.definition == run.definition.number
                && unit.opened.isEmpty && unit.closed.isEmpty && unit.breaks.isEmpty
                && unit.matches.isEmpty && unit.voided.isEmpty && unit.taken.isEmpty
                && unit.supersessions.isEmpty && unit.deferred.isEmpty
                && unit.undeferred.isEmpty && unit.postings.isEmpty
        }
    }

    package func plan() async throws(EngineError) -> Plan {
        let taken = isHistory ? [:] : try book.store.taken()
        var intake = BookIntake(self, taken: taken)
        let sources = try await intake.read()
        var legs: [BookLeg] = []
        let openItems = isHistory ? [] : try book.store.openItems()
        try checkLegs(openItems)
        let pending = isHistory ? PendingSupersessions() : try supersessions(intake)
        let apart = RuleBook(try book.store.standingRules()).couples
        for leg in rules.legs {
            var made = BookLeg(leg, of: self, sources: sources)
            try made.addOpening(openItems.filter { $0.leg == leg.name }, superseded: pending.gone)
            made.plan.inputs.apart = apart
            legs.append(made)
        }
        var outcomes = await reconcile(legs)
        let returned = try book.store.returned()
        let decided = try book.store.decidedEntries()
        for index in legs.indices {
            let found = try BookRecall(
                self, taken: taken, superseded: pending.gone, decided: decided,
                returned: returned.filter { $0.leg == legs[index].leg.name }.map(\.entry)
            ).recall(legs[index], outcomes[index])
            if found.isEmpty { continue }
            legs[index].add(found)
            outcomes[index] = Matching.reconcile(
                legs[index].plan.definition, legs[index].plan.inputs,
                crew: .threads(book.threads))
        }
        let report = report(legs, outcomes, sources)
        var outcome = try BookOutcome(self, legs: legs, report: report, before: openItems)
        outcome.taken = intake.takenNow
        outcome.supersessions = pending
        outcome.deferred = intake.deferred
        outcome.returned = returned
        return Plan(run: self, report: report, unit: try outcome.unit())
    }

    /// Makes the plan so; `plan` is the hash that was shown, where one was.
    package func commit(_ plan: Plan, shown: String? = nil) throws(EngineError) {
        if let shown, !plan.hash.hasPrefix(shown) || shown.utf8.count < 8 {
            throw .book(.planChanged(found: plan.hash, expected: shown))
        }
        precondition(!isHistory, "a look at history is no run")
        if plan.changesNothing { return }
        if isNewDefinition { try book.store.commit(definition) }
        try book.store.commit(plan.unit)
    }

    private func checkLegs(_ items: [OpenItem]) throws(EngineError) {
        let names = Set(rules.legs.map(\.name))
        for (leg, open) in Dictionary(grouping: items, by: \.leg).sorted(by: { $0.key < $1.key })
        where !names.contains(leg) {
            throw .book(.legGone(leg: leg, openItems: open.count))
        }
    }

    private func reconcile(_ legs: [BookLeg]) async -> [LegOutcome] {
        let crew = Crew.threads(book.threads, beside: legs.count)
        return await Parallel.map(legs.map(\.plan), threads: book.threads) { plan in
            Matching.reconcile(plan.definition, plan.inputs, crew: crew)
        }
    }

    /// Supersessions that no run has dealt with: those whose new entry is taken now.
    private func supersessions(_ intake: BookIntake) throws(EngineError) -> PendingSupersessions {
        var pending = PendingSupersessions()
        for supersession in try book.store.pendingSupersessions() {
            if let new = supersession.new, !intake.takes(new) { continue }
            pending.all.append(supersession)
            pending.gone.insert(supersession.old)
        }
        return pending
    }

    struct PendingSupersessions: Sendable {
        var all: [Supersession] = []
        var gone: Set<EntryID> = []
    }

    private func report(
        _ legs: [BookLeg], _ outcomes: [LegOutcome], _ sources: RunSources
    ) -> RunReport {
        let reported = zip(legs, outcomes).map { leg, outcome in
            RunReport.Leg(
                inputs: leg.plan.inputs, outcome: outcome, leftFiles: leg.plan.leftFiles,
                rightFiles: leg.plan.rightFiles, linkFiles: leg.plan.linkFiles)
        }
        let identity = RunReport.DefinitionIdentity(
            name: rules.name, version: definition.number, digest: definition.digest)
        var assembly = RunAssembly(
            definition: rules, identity: identity, zone: zone, sources: sources, legs: reported)
        assembly.known = Set(catalogue.values.map(\.source))
        assembly.missingDays = MissingDays.gaps(
            of: Array(catalogue.values), rules, zone: zone, through: through)
        var report = assembly.report()
        report.merchant = book.settings.merchant
        report.time = end
        return report
    }
}
