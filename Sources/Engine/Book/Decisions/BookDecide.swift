package import Records
package import Resolution

/// Decisions about a book: proposed, approved by a second person where the policy asks for one,
/// applied, and taken back.
package struct BookDecide: Sendable {
    package let book: Book
    package var policy = ApprovalPolicy()
    private let actor: ActorName

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
        let subject = try subject(request.kind, request.breaks, request.entries)
        let number = try book.store.numbers().decision + 1
        let evidence = Resolution.evidence(subject.cases, others: subject.others)
        // It waits, and nothing has changed since.
        if let same, same.course.isWaiting, same.decision.evidence.bytes == evidence { return same }
        let decision = try refusing { () throws(DecisionRefusal) in
            try Decision(
                number: number, request.kind, breaks: request.breaks, entries: request.entries,
                amount: try amount(request, subject), reason: request.reason, maker: actor,
                at: book.now,
                evidence: Decision.Evidence(
                    digest: ContentDigest(hex: Digest.sha256(evidence))!, bytes: evidence))
        }
        let effect = try effect(decision, subject)
        let approval = policy.approval(
            decision.kind.name, amounts: effect.amounts, earlier: try earlier(decision))
        var stored = StoredDecision(
            decision: decision, course: DecisionCourse(maker: actor, approval),
            amounts: effect.amounts)
        var unit = DecisionUnit()
        unit.proposed = stored
        if approval == .makerAlone { try apply(&stored, effect, &unit) }
        try book.store.commit(unit)
        return stored
    }

    /// The last decision by the same person that asks for the same, and waits or was applied.
    private func same(as request: Request) throws(EngineError) -> StoredDecision? {
        try book.store.decisions().last { stored in
            let decision = stored.decision
            return decision.kind == request.kind && Set(decision.breaks) == Set(request.breaks)
                && decision.entries == request.entries && decision.maker == actor
                && decision.reason == request.reason && isSame(decision.amount, request.amount)
                && (stored.course.isWaiting || stored.course.state == .applied)
        }
    }

    /// What is asked for has no sign: it is the break's.
    private func isSame(_ amount: Money?, _ asked: ExactAmount?) -> Bool {
        guard let amount, let asked else { return amount == nil && asked == nil }
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
        try book.store.commit(unit)
        return stored
    }

    package func reject(_ number: Int, reason: String) throws(EngineError) -> StoredDecision {
        var stored = try stored(number)
        var unit = DecisionUnit()
        try step(.reject(by: actor, reason: reason), &stored, &unit)
        try book.store.commit(unit)
        return stored
    }

    package func withdraw(_ number: Int) throws(EngineError) -> StoredDecision {
        var stored = try stored(number)
        var unit = DecisionUnit()
        try step(.withdraw(by: actor), &stored, &unit)
        try book.store.commit(unit)
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
    private func earlier(_ decision: Decision) throws(EngineError) -> [Money] {
        let zone = try book.zone
        let day = decision.at.day(in: zone)
        return try book.store.decisions().filter { other in
            other.decision.kind.name == decision.kind.name && other.decision.maker == actor
                && other.course.approval == .makerAlone && other.course.state == .applied
                && other.decision.at.day(in: zone) == day
        }.flatMap(\.amounts)
    }
}
