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
        var match: StandingMatch?
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
        if case .unmatch = kind {
            subject.match = try match(entries.map { [$0] }, leg: nil)
            subject.others = subject.match?.items ?? []
            return subject
        }
        if !ids.isEmpty || !entries.isEmpty {
            let reader = CaseReader(run: try context())
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
            subject.laterDecision = try releases(of: number).first?.number
        case .close(let day):
            subject.closing = try BookClosing(book).refusals(day, carried: ids)
        default: break
        }
        return subject
    }

    private func context() throws(EngineError) -> BookRun {
        if let run { return run }
        return try BookRun(book, through: try book.store.lastRun()?.through)
    }

    /// The match that has a member of each name, and how many couples it would keep apart.
    func match(_ names: [[EntryID]], leg: String?) throws(EngineError) -> StandingMatch {
        let finder = MatchFinder(run: try context())
        let match = try finder.match(of: names, leg: leg)
        let standing = RuleBook(try book.store.standingRules()).couples.count
        let couples = standing + match.left.count * match.right.count
        guard couples <= LegInputs.apartLimit else {
            throw .book(.decision(.subjects(found: couples, limit: LegInputs.apartLimit)))
        }
        return match
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

    /// Applied ones, of the money that a decision put in suspense.
    private func releases(of number: Int) throws(EngineError) -> [StoredDecision] {
        var filter = DecisionFilter()
        filter.kind = .release
        filter.states = [.applied]
        return try book.store.decisions(filter).filter { other in
            if case .release(number, _) = other.decision.kind { return true }
            return false
        }
    }

    /// What is left of the money that a decision put in suspense.
    private func suspend(_ number: Int, _ subject: inout Subject) throws(EngineError) {
        guard let kept = try book.store.decision(number), kept.course.state == .applied else {
            throw .book(.decision(.unknownDecision(number)))
        }
        let releases = try releases(of: number).map(\.number)
        let prefixes = ([number] + releases).map { "decision/\($0)/" }
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
        if case .opening = request.kind {
            // Of either sign, and in a currency of its own: "-12.30 CNY".
            let parts = text.split(separator: " ")
            guard parts.count == 2, let currency = Currency(parts[1]),
                let money = Money(decimal: parts[0], currency: currency), !money.isZero
            else { throw .zero }
            return money
        }
        let whole = subject.suspended?.left ?? subject.cases.first?.remaining
        guard let whole,
            let money = Money(decimal: text, currency: whole.currency), money.units > 0
        else { throw .zero }
        return whole.units < 0 ? -money : money
    }

    func effect(
        _ decision: Decision, _ subject: Subject
    ) throws(EngineError) -> DecisionEffect {
        if case .opening(let account) = decision.kind { try mayOpen(account, decision) }
        if !subject.closing.isEmpty { throw .book(.close(subject.closing)) }
        let today = decision.at.day(in: try book.zone)
        if let undone = subject.undone {
            if undone.decision.kind == .unmatch { return try rejoin(undone, decision, today) }
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
                suspended: subject.suspended, match: subject.match, today: today)
        }
    }

    /// Once per account and currency, while the first day of the book is open, and as the bank's
    /// own statement says where that prints balances.
    private func mayOpen(_ account: Account, _ decision: Decision) throws(EngineError) {
        var filter = DecisionFilter()
        filter.kind = .opening
        filter.states = [.proposed, .applied]
        for other in try book.store.decisions(filter)
        where other.number != decision.number && other.decision.kind == decision.kind
            && other.decision.amount?.currency == decision.amount?.currency
        {
            throw .book(.decision(.openedBefore(account, by: other.number)))
        }
        if let closed = try book.store.closedThrough(), try firstDay() <= closed {
            throw .book(.decision(.begun(closedThrough: closed)))
        }
        guard let amount = decision.amount,
            let stated = try StatedOpening(of: account, amount.currency, in: book),
            stated.amount != amount.canonical
        else { return }
        throw .book(
            .decision(.openingDiffers(account, amount, file: stated.file, stated: stated.amount)))
    }

    /// The day on which the book begins, else that of its first entry.
    private func firstDay() throws(EngineError) -> Day {
        if let day = book.settings.startsOn { return day }
        let zone = try book.zone
        let first = try book.store.statements().compactMap(\.firstTime).min()
        return first.map { Instant(microseconds: $0).day(in: zone) } ?? book.now.day(in: zone)
    }

    /// What was taken apart belongs together again. Where no run has looked at it since, the match
    /// itself stands; else its entries, which must be open, leave by the decision.
    private func rejoin(
        _ undone: StoredDecision, _ decision: Decision, _ today: Day
    ) throws(EngineError) -> DecisionEffect {
        let done = undone.effect ?? DecisionEffect()
        var effect = try refusing { () throws(DecisionRefusal) in
            try Resolution.undo(undone.decision, undone.course, done, by: decision, today: today)
        }
        let places = Set(
            done.returning.map { OpenItem.Place(leg: $0.leg, side: $0.side, entry: $0.entry) })
        if places.isSubset(of: Set(try book.store.returned())) {
            effect.leaving = []
            effect.restored = done.voided
            return effect
        }
        var open: [OpenItem.Place: OpenItem] = [:]
        for item in try book.store.openItems() where item.leaving == nil {
            open[item.place] = item
        }
        for place in places where open[place] == nil {
            throw .book(.decision(.unknownEntry(place.entry)))
        }
        let breaks = Set(places.compactMap { open[$0]?.breakID }).subtracting([.zero])
        for id in breaks.sorted() {
            effect.turns.append(
                DecisionEffect.Turn(id, .turned(.decided(decision.number))))
        }
        return effect
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
        var day = book.now.day(in: try book.zone)
        if case .opening = decision.kind { day = try firstDay() }
        day =
            PeriodClose.booking(day, closedThrough: try book.store.closedThrough()).day
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
        let clock = try BreakClock(book)
        var changed: Set<Hash128> = []
        for turn in effect.turns {
            guard var version = versions[turn.breakID] else { continue }
            switch turn.what {
            case .turned(.decided):
                version.state = .resolved
                version.dueAt = nil
                version.cause = .decided(number)
            case .turned(.undone):
                // A run has seen it since: it is open by what is there.
                guard version.state == .resolved else { continue }
                version.state = .reopened
                version.openedAt = book.now
                version.dueAt = clock.due(version)
                version.cause = .takenBack(number)
            case .expected(let until, _):
                version.state = .expected
                version.cause = .decided(number)
                if let until { version.breakOn = until }
                version.dueAt = until.map { clock.due(version, expectedUntil: $0) }
            case .notExpected:
                guard version.state == .expected else { continue }
                version.state = .reopened
                version.dueAt = clock.due(version)
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
