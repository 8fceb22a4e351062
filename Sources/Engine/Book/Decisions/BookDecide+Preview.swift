package import Records
package import Resolution

/// What a decision would do, without doing it.
extension BookDecide {
    package struct Preview: Sendable {
        package var effect: DecisionEffect
        package var approval: Approval
        /// The breaks as they are now, by id.
        package var breaks: [BookBreak]
    }

    /// Refused for the same reasons as the decision itself.
    package func preview(_ request: Request) throws(EngineError) -> Preview {
        let subject = try subject(request.kind, request.breaks, request.entries)
        let evidence = Resolution.evidence(subject.cases, others: subject.others)
        let number = try book.store.numbers().decision + 1
        guard let maker = ActorName(book.actor) else {
            throw .book(.refused(rule: "--as", detail: book.actor))
        }
        let decision = try refusing { () throws(DecisionRefusal) in
            try Decision(
                number: number, request.kind, breaks: request.breaks, entries: request.entries,
                amount: try amount(request, subject), reason: request.reason, maker: maker,
                at: book.now,
                evidence: Decision.Evidence(
                    digest: ContentDigest(hex: Digest.sha256(evidence))!, bytes: evidence))
        }
        let effect = try effect(decision, subject)
        return Preview(
            effect: effect,
            approval: policy.approval(
                decision.kind.name, amounts: effect.amounts, earlier: try earlier(decision)),
            breaks: subject.breaks)
    }

    /// What may be decided about a break as it is now; nothing about a resolved one.
    package func allowed(_ id: Hash128) throws(EngineError) -> Set<DecisionKind.Name> {
        let subject = try subject(.notADuplicate, [id], [])
        guard subject.breaks.first?.state != .resolved, let found = subject.cases.first,
            let situation = BreakSituation(found)
        else { return [] }
        return situation.allowed(in: found.role)
    }
}
