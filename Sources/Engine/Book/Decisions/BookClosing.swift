import Ledger
import Matching
import Records
import Resolution

/// What stands against closing a period of the book.
struct BookClosing {
    private let book: Book

    init(_ book: Book) { self.book = book }

    func refusals(_ through: Day, carried: [Hash128]) throws(EngineError) -> [CloseRefusal] {
        let store = book.store
        let zone = try book.zone
        var state = PeriodClose.State(today: book.now.day(in: zone))
        state.closedThrough = try store.closedThrough()
        if let run = try store.lastRun() {
            state.lastRun = (run.number, run.through)
            try complete(&state, through, lastRun: run)
        }
        var filter = BreakFilter()
        filter.limit = Int.max
        let expectations = Set(try store.expectations().map(\.breakID))
        state.breaks = try store.breaks(filter).map { found in
            PeriodClose.OpenBreak(
                id: found.id, since: found.occurredAt?.day(in: zone) ?? through,
                isAwaited: expectations.contains(found.id))
        }
        var proposed = DecisionFilter()
        proposed.states = [.proposed]
        state.waiting = try store.decisions(proposed).filter { $0.decision.kind.name != .close }
            .map(\.number)
        let journal = try store.journal()
        var ledger = GeneralLedger(ChartOfAccounts(of: journal))
        for entry in journal {
            do throws(LedgerRefusal) { try ledger.post(entry) } catch { state.bookFaults += 1 }
        }
        state.bookFaults += ledger.faults().count
        if state.lastRun != nil {
            var audit = try ClearingAudit(book)
            state.clearing = try audit.checks()
        }
        return PeriodClose(through: through, carried: carried).refusals(state)
    }

    /// Whether the period is complete, whatever is missing after it.
    private func complete(
        _ state: inout PeriodClose.State, _ through: Day, lastRun: RunFact
    ) throws(EngineError) {
        let store = book.store
        let run = try BookRun(book, through: max(lastRun.through, through))
        let end = run.zone.start(of: through.advanced(by: 1))
            .advanced(bySeconds: run.rules.cutOffSeconds).microseconds
        let statements = try store.statements()
        let taken = try store.taken()
        let own = statements.filter { $0.firstTime.map { $0 < end } ?? false }
        state.untaken = own.count { fact in
            let last = min(fact.lastTime ?? end - 1, end - 1)
            return taken[fact.number].map { $0.microseconds <= last } ?? true
        }
        state.returned = try store.returned().count
        state.missing = MissingDays.gaps(
            of: statements, run.rules, zone: run.zone, through: through
        ).map { PeriodClose.Missing(source: $0.source, days: $0.days) }
        state.deferred = try deferred(run, before: end)
        let replaced = Set(try store.imports(after: 0, limit: Int.max).compactMap(\.replaces))
        let mended = Set(
            statements.filter { replaced.contains($0.importNumber) }.map(\.number))
        let mending = Set(try store.runs(taking: mended).map(\.number))
        for covering in try store.runs(taking: Set(own.map(\.number))) {
            let reasons = try store.reasons(ofRun: covering.number).filter(\.isOfTheRun)
            if reasons.isEmpty { continue }
            // A corrected file was taken in since.
            if reasons.allSatisfy(\.isOfFiles), mending.contains(covering.number) { continue }
            state.incomplete.append(covering.number)
        }
        if try store.reasons(ofRun: lastRun.number).contains(where: \.isOfTheDefinition) {
            state.incomplete.append(lastRun.number)
        }
    }

    /// Orders of the period whose channel has no file.
    private func deferred(_ run: BookRun, before end: Int64) throws(EngineError) -> Int {
        var count = 0
        for (segment, entries) in Dictionary(
            grouping: try book.store.deferred(), by: \.segment)
        {
            let table = try book.store.maskedTable(of: segment, rows: entries.map(\.row).sorted())
            for row in 0..<table.count where table.occurredAt[row] < end { count += 1 }
        }
        return count
    }
}
