package import Records
package import Resolution

/// Decisions about a book: proposed, approved by a second person where the policy asks for one,
/// applied, and taken back.
package struct BookDecide: Sendable {
    package let book: Book
    package var policy = ApprovalPolicy()
    private let actor: ActorName
    /// What entries are read by; made anew for each decision where there is none.
    var run: BookRun?

    package init(_ book: Book) throws(EngineError) {
        self.book = book
        guard let name = ActorName(book.actor) else {
            throw .book(.refused(rule: "--as", detail: book.actor))
        }
        actor = name
        if let stored = try book.store.definition() {
            policy = try BookSources.parse(stored.yaml).book.approvalPolicy
        }
    }

    /// What somebody asks for.
    package struct Request: Sendable {
        package var kind: DecisionKind
        package var breaks: [Hash128]
        package var entries: [EntryID] = []
        /// A part of the break's amount, without its sign, in major units.
        package var amount: ExactAmount?
        package var reason: String

        package init(_ kind: DecisionKind, _ breaks: [Hash128], reason: String) {
            self.kind = kind
            self.breaks = breaks
            self.reason = reason
        }
    }

    /// An amount without a currency: it is the break's.
    package struct ExactAmount: Sendable, Hashable {
        package var text: String
        package init(_ text: String) { self.text = text }
    }

    /// Takes apart the one match that has a member of each name; it stays apart.
    package func unmatch(
        _ names: [[EntryID]], leg: String?, reason: String
    ) throws(EngineError) -> StoredDecision {
        var request = Request(.unmatch, [], reason: reason)
        do throws(EngineError) {
            request.entries = try match(names, leg: leg).items.map(\.entry)
        } catch {
            // Said again: it is apart already.
            request.entries = names.compactMap { $0.count == 1 ? $0[0] : nil }
            guard request.entries.count == names.count else { throw error }
        }
        return try decide(request)
    }

    // MARK: - Propose

    /// Proposes it; applies it at once where nobody else need agree. Said again, for instance
    /// after a crash, it is answered with the first one.
    package func decide(_ request: Request) throws(EngineError) -> StoredDecision {
        let same = try same(as: request)
        do throws(EngineError) { return try decide(request, unless: same) } catch {
            // What was applied has done what is asked for: it cannot be done twice.
            if let same, !same.course.isWaiting { return same }
            throw error
        }
    }

    private func decide(
        _ request: Request, unless same: StoredDecision?
    ) throws(EngineError) -> StoredDecision {
        let made = try prepare(
            request, unless: same, number: try book.store.numbers().decision + 1, earlier: [])
        if let unit = made.unit { try book.store.commit([unit], notes: []) }
        return made.stored
    }

    /// What would be committed, if others that are not committed yet are made before it; no unit
    /// where the same waits already.
    /// - Parameter earlier: what those move that the maker decides alone, of the same kind.
    func prepare(
        _ request: Request, number: Int, earlier: [Money]
    ) throws(EngineError) -> (unit: DecisionUnit?, stored: StoredDecision) {
        try prepare(request, unless: try same(as: request), number: number, earlier: earlier)
    }

    private func prepare(
        _ request: Request, unless same: StoredDecision?, number: Int, earlier others: [Money]
    ) throws(EngineError) -> (unit: DecisionUnit?, stored: StoredDecision) {
        let subject = try subject(request.kind, request.breaks, request.entries)
        var entries = request.entries
        if let match = subject.match { entries = match.items.map(\.entry) }
        let evidence = Resolution.evidence(subject.cases, others: subject.others)
        // It waits, and nothing has changed since.
        if let same, same.course.isWaiting, same.decision.evidence.bytes == evidence {
            return (nil, same)
        }
        let decision = try refusing { () throws(DecisionRefusal) in
            try Decision(
                number: number, request.kind, breaks: request.breaks, entries: entries,
                amount: try amount(request, subject), reason: request.reason, maker: actor,
                at: book.now,
                evidence: Decision.Evidence(
                    digest: ContentDigest(hex: Digest.sha256(evidence))!, bytes: evidence))
        }
        let effect = try effect(decision, subject)
        // What cannot be posted is refused now, and not to who approves it.
        let day = book.now.day(in: try book.zone)
        _ = try refusing { () throws(DecisionRefusal) in
            try effect.journal(decision: number, on: day)
        }
        let approval = policy.approval(
            decision.kind.name, amounts: effect.amounts, earlier: try earlier(decision) + others)
        var stored = StoredDecision(
            decision: decision, course: DecisionCourse(maker: actor, approval),
            amounts: effect.amounts)
        var unit = DecisionUnit()
        unit.proposed = stored
        if approval == .makerAlone { try apply(&stored, effect, &unit) }
        return (unit, stored)
    }

    /// The last decision by the same person that asks for the same, and waits or was applied.
    private func same(as request: Request) throws(EngineError) -> StoredDecision? {
        var filter = DecisionFilter()
        filter.kind = request.kind.name
        filter.maker = actor
        filter.states = [.proposed, .applied]
        filter.breakID = request.breaks.first
        filter.newestFirst = true
        return try book.store.decisions(filter).first { stored in
            let decision = stored.decision
            // A match is named by some of its entries.
            let names = Set(request.entries)
            let isOfSame =
                request.kind == .unmatch
                ? names.isSubset(of: decision.entries) : names == Set(decision.entries)
            return decision.kind == request.kind && Set(decision.breaks) == Set(request.breaks)
                && isOfSame && decision.reason == request.reason
                && isSame(decision.amount, request.amount)
        }
    }

    /// What is asked for has no sign: it is the break's.
    private func isSame(_ amount: Money?, _ asked: ExactAmount?) -> Bool {
        guard let amount, let asked else { return amount == nil && asked == nil }
        if asked.text == amount.description { return true }
        let wanted = Money(decimal: asked.text, currency: amount.currency)
        return wanted.map { $0.equals(amount.units < 0 ? -amount : amount) } ?? false
    }

    // MARK: - Steps

    package func approve(_ number: Int) throws(EngineError) -> StoredDecision {
        var stored = try stored(number)
        var unit = DecisionUnit()
        try step(.approve(by: actor), &stored, &unit)
        let decision = stored.decision
        let subject = try subject(decision.kind, decision.breaks, decision.entries)
        guard Resolution.isCurrent(decision, subject.cases, others: subject.others) else {
            throw .book(.decision(.changedSince))
        }
        try apply(&stored, try effect(decision, subject), &unit)
        try book.store.commit([unit], notes: [])
        return stored
    }

    package func reject(_ number: Int, reason: String) throws(EngineError) -> StoredDecision {
        var stored = try stored(number)
        var unit = DecisionUnit()
        try step(.reject(by: actor, reason: reason), &stored, &unit)
        try book.store.commit([unit], notes: [])
        return stored
    }

    package func withdraw(_ number: Int) throws(EngineError) -> StoredDecision {
        var stored = try stored(number)
        var unit = DecisionUnit()
        try step(.withdraw(by: actor), &stored, &unit)
        try book.store.commit([unit], notes: [])
        return stored
    }

    private func stored(_ number: Int) throws(EngineError) -> StoredDecision {
        guard let stored = try book.store.decision(number) else {
            throw .book(.decision(.unknownDecision(number)))
        }
        return stored
    }

    private func step(
        _ step: DecisionStep, _ stored: inout StoredDecision, _ unit: inout DecisionUnit
    ) throws(EngineError) {
        var course = stored.course
        try refusing { () throws(DecisionRefusal) in try course.apply(step) }
        stored.course = course
        unit.steps.append(DecisionUnit.Step(decision: stored.number, step, at: book.now))
    }

    /// What the same person decided alone of this kind on the same day.
    func earlier(_ decision: Decision) throws(EngineError) -> [Money] {
        let zone = try book.zone
        let day = decision.at.day(in: zone)
        var filter = DecisionFilter()
        filter.kind = decision.kind.name
        filter.maker = actor
        filter.states = [.applied]
        filter.since = zone.start(of: day)
        return try book.store.decisions(filter).filter { other in
            other.course.approval == .makerAlone && other.decision.at.day(in: zone) == day
        }.flatMap(\.amounts)
    }
}
