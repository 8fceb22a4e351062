import Ledger
import Matching
import Records
import Resolution

/// What a decision does to the book.
extension BookDecide {
    /// The breaks and entries that a decision is about, as they are now.
    struct Subject {
        var breaks: [BookBreak] = []
        var cases: [BreakCase] = []
        var others: [CaseItem] = []
        var suspended: SuspendedMoney?
        var undone: StoredDecision?
        var laterDecision: Int?
        var closing: [CloseRefusal] = []
    }

    func subject(
        _ kind: DecisionKind, _ ids: [Hash128], _ entries: [EntryID]
    ) throws(EngineError) -> Subject {
        var subject = Subject()
        let store = book.store
        subject.breaks = try store.breaks(ids: ids).sorted { $0.id < $1.id }
        if let missing = ids.first(where: { id in !subject.breaks.contains { $0.id == id } }) {
            throw .book(.decision(.unknownBreak(missing)))
        }
        if !ids.isEmpty || !entries.isEmpty {
            let reader = CaseReader(
                run: try BookRun(book, through: try store.lastRun()?.through))
            subject.cases = try reader.cases(subject.breaks)
            if !entries.isEmpty { subject.others = try others(entries, reader) }
        }
        switch kind {
        case .release(let number, _): try suspend(number, &subject)
        case .undo(.decision(let number)):
            guard let undone = try store.decision(number) else {
                throw .book(.decision(.unknownDecision(number)))
            }
            subject.undone = undone
            subject.laterDecision = try store.decisions().first { other in
                guard case .release(number, _) = other.decision.kind else { return false }
                return other.course.state == .applied
            }?.number
        case .close(let day):
            subject.closing = try BookClosing(book).refusals(day, carried: ids)
        default: break
        }
        return subject
    }

    /// Open entries that stand in no break of the decision.
    private func others(
        _ entries: [EntryID], _ reader: CaseReader
    ) throws(EngineError) -> [CaseItem] {
        let open = try book.store.openItems().filter { $0.leaving == nil }
        var wanted: [(entry: EntryID, side: Side)] = []
        for entry in entries {
            guard let item = open.first(where: { $0.entry == entry }) else {
                throw .book(.decision(.unknownEntry(entry)))
            }
            wanted.append((entry, item.side))
        }
        return try reader.items(wanted).values.map(\.item).sorted { $0.entry < $1.entry }
    }

    /// What is left of the money that a decision put in suspense.
    private func suspend(_ number: Int, _ subject: inout Subject) throws(EngineError) {
        let all = try book.store.decisions()
        guard let kept = all.first(where: { $0.number == number }), kept.course.state == .applied
        else { throw .book(.decision(.unknownDecision(number))) }
        let releases = all.filter { other in
            guard case .release(number, _) = other.decision.kind else { return false }
            return other.course.state == .applied
        }
        let prefixes = ([number] + releases.map(\.number)).map { "decision/\($0)/" }
        var money: (channel: AccountLabel, left: Money)?
        for entry in try book.store.journal()
        where prefixes.contains(where: entry.identifier.description.hasPrefix) {
            for posting in entry.postings {
                guard case .suspense(let channel) = posting.account else { continue }
                money = (channel, (money?.left ?? .zero(posting.amount.currency)) - posting.amount)
            }
        }
        guard let money, money.left.units > 0 else {
            throw .book(.decision(.unknownDecision(number)))
        }
        subject.suspended = SuspendedMoney(
            decision: number, channel: money.channel, left: money.left)
    }

    /// The amount that was asked for, with the sign and currency of the break.
    func amount(
        _ request: Request, _ subject: Subject
    ) throws(DecisionRefusal) -> Money? {
        guard let text = request.amount?.text else { return nil }
        let whole = subject.suspended?.left ?? subject.cases.first?.remaining
        guard let whole,
            let money = Money(decimal: text, currency: whole.currency), money.units > 0
        else { throw .zero }
        return whole.units < 0 ? -money : money
    }

    func effect(
        _ decision: Decision, _ subject: Subject
    ) throws(EngineError) -> DecisionEffect {
        if !subject.closing.isEmpty { throw .book(.close(subject.closing)) }
        let today = decision.at.day(in: try book.zone)
        if let undone = subject.undone {
            let executed = Set(
                try book.store.outbox().filter { $0.state == .executed }.map(\.instruction.key))
            return try refusing { () throws(DecisionRefusal) in
                try Resolution.undo(
                    undone.decision, undone.course, undone.effect ?? DecisionEffect(),
                    by: decision, executed: executed, laterDecision: subject.laterDecision,
                    today: today)
            }
        }
        return try refusing { () throws(DecisionRefusal) in
            try Resolution.effect(
                of: decision, on: subject.cases, others: subject.others,
                suspended: subject.suspended, today: today)
        }
    }

    func apply(
        _ stored: inout StoredDecision, _ effect: DecisionEffect, _ unit: inout DecisionUnit
    ) throws(EngineError) {
        var course = stored.course
        try refusing { () throws(DecisionRefusal) in try course.apply(.apply) }
        stored.course = course
        stored.effect = effect
        let decision = stored.decision
        guard let run = try book.store.lastRun() else { throw .book(.nothingToRun) }
        stored.run = run.number
        unit.steps.append(DecisionUnit.Step(decision: decision.number, .apply, at: book.now))
        var application = DecisionUnit.Application(
            decision: decision.number, effect: effect, run: run.number)
        application.versions = try versions(effect, decision.number, run.number)
        let day = PeriodClose.booking(
            book.now.day(in: try book.zone), closedThrough: try book.store.closedThrough()
        ).day
        application.postings = try refusing { () throws(DecisionRefusal) in
            try effect.journal(decision: decision.number, on: day)
        }
        if case .undo(.decision(let number)) = decision.kind {
            unit.steps.append(
                DecisionUnit.Step(
                    decision: number, .undo(by: decision.number), at: book.now))
            application.postings += try reversals(effect, decision.number, day)
        }
        if case .close(let through) = decision.kind {
            application.close = PeriodCloseFact(
                number: try book.store.closes().count + 1, through: through, at: book.now,
                maker: decision.maker.description,
                checker: stored.course.checker?.description ?? "", run: run.number)
        }
        unit.applied = application
    }

    private func reversals(
        _ effect: DecisionEffect, _ number: Int, _ day: Day
    ) throws(EngineError) -> [JournalEntry] {
        guard !effect.reversed.isEmpty else { return [] }
        let journal = try book.store.journal()
        var entries: [JournalEntry] = []
        for original in effect.reversed {
            let prefix = "decision/\(original)/"
            for entry in journal where entry.identifier.description.hasPrefix(prefix) {
                entries.append(
                    JournalEntry(
                        DecisionEffect.name(number, entries.count + 1), on: day, .reversal,
                        memo: "decision \(number) takes back decision \(original)",
                        entry.postings.map { Posting($0.account, -$0.amount) },
                        reverses: entry.identifier))
            }
        }
        return entries
    }

    /// New versions of the breaks that turn.
    private func versions(
        _ effect: DecisionEffect, _ number: Int, _ run: Int
    ) throws(EngineError) -> [BookBreak] {
        var versions: [Hash128: BookBreak] = [:]
        for found in try book.store.breaks(ids: effect.turns.map(\.breakID)) {
            versions[found.id] = found
        }
        var changed: Set<Hash128> = []
        for turn in effect.turns {
            guard var version = versions[turn.breakID] else { continue }
            switch turn.what {
            case .turned(.decided):
                version.state = .resolved
                version.cause = .decided(number)
            case .turned(.undone):
                // A run has seen it since: it is open by what is there.
                guard version.state == .resolved else { continue }
                version.state = .reopened
                version.cause = .takenBack(number)
            case .expected(let until, _):
                version.state = .expected
                version.cause = .decided(number)
                if let until { version.breakOn = until }
            case .notExpected:
                guard version.state == .expected else { continue }
                version.state = .reopened
                version.cause = .takenBack(number)
            default: continue
            }
            version.run = run
            versions[turn.breakID] = version
            changed.insert(turn.breakID)
        }
        return changed.sorted().compactMap { versions[$0] }
    }

    func refusing<Result>(
        _ body: () throws(DecisionRefusal) -> Result
    ) throws(EngineError) -> Result {
        do throws(DecisionRefusal) { return try body() } catch {
            throw .book(.decision(error))
        }
    }
}
