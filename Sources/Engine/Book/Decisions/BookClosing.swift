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
            state.lastRun = (run.number, run.through, run.verdict)
        }
        let end = zone.start(of: through.advanced(by: 1))
        let taken = try store.taken()
        state.untaken = try store.statements().filter { fact in
            guard let first = fact.firstTime, first < end.microseconds else { return false }
            let last = min(fact.lastTime ?? first, end.microseconds - 1)
            return taken[fact.number].map { $0.microseconds <= last } ?? true
        }.count
        var filter = BreakFilter()
        filter.limit = Int.max
        let expectations = Set(try store.expectations().map(\.breakID))
        state.breaks = try store.breaks(filter).map { found in
            PeriodClose.OpenBreak(
                id: found.id, since: found.occurredAt?.day(in: zone) ?? through,
                isAwaited: expectations.contains(found.id))
        }
        state.waiting = try store.decisions().filter { stored in
            if case .close = stored.decision.kind { return false }
            return stored.course.isWaiting
        }.map(\.number)
        let journal = try store.journal()
        var ledger = GeneralLedger(ChartOfAccounts(of: journal))
        for entry in journal {
            do throws(LedgerRefusal) { try ledger.post(entry) } catch { state.bookFaults += 1 }
        }
        state.bookFaults += ledger.faults().count
        return PeriodClose(through: through, carried: carried).refusals(state)
    }
}
