package import Records

/// What may be done about a break 差错, who must approve it, and what follows from it: pure state
/// machines and effects as data. Whoever keeps the book carries an effect out whole, or not at all.
///
/// - `BreakLife`, `BreakRecord`: a break from the day it is found, as the fold of its
///   `BreakEvent`s; `SLAPolicy` says by when it must be dealt with.
/// - `Decision`, `DecisionCourse`: what somebody decided, and how far it has come with four eyes;
///   `ApprovalPolicy` says from which amount a second person is needed.
/// - `BreakSituation`: which kinds of decision fit which break.
/// - `effect(of:…)`: what a decision does – open items, breaks, postings, instructions, rules –
///   as a `DecisionEffect`; `undo(…)` its opposite.
///
/// What is not possible is a `DecisionRefusal` or a `BreakRefusal`, and changes nothing.
package enum Resolution {
    /// What a decision about breaks does. `cases` are the decision's breaks; `others` its entries.
    package static func effect(
        of decision: Decision, on cases: [BreakCase], others: [CaseItem] = [],
        suspended: SuspendedMoney? = nil, match: StandingMatch? = nil, today: Day
    ) throws(DecisionRefusal) -> DecisionEffect {
        for id in decision.breaks where !cases.contains(where: { $0.id == id }) {
            throw .unknownBreak(id)
        }
        let cases = cases.filter { decision.breaks.contains($0.id) }.sorted { $0.id < $1.id }
        var builder = EffectBuilder(decision, today: today)
        switch decision.kind {
        case .forceMatch: try builder.match(cases, others)
        case .unmatch:
            guard let match else { throw .noSubject }
            try builder.unmatch(match)
        case .release(let number, let target):
            guard let suspended, suspended.decision == number else {
                throw .unknownDecision(number)
            }
            try builder.release(target, suspended, cases)
        case .opening(let account): builder.open(account)
        case .undo, .close: break
        default: for breakCase in cases { try builder.add(breakCase) }
        }
        builder.effect.leaving.sort { $0.entry < $1.entry }
        return builder.effect
    }

    /// What it takes to take a decision back: `done` is what the original did. Refused where its
    /// instruction was carried out, or a later decision rests on it.
    package static func undo(
        _ original: Decision, _ course: DecisionCourse, _ done: DecisionEffect,
        by decision: Decision, executed: Set<String> = [], laterDecision: Int? = nil, today: Day
    ) throws(DecisionRefusal) -> DecisionEffect {
        guard decision.kind == .undo(.decision(original.number)) else {
            throw .unknownDecision(original.number)
        }
        var builder = EffectBuilder(decision, today: today)
        try builder.undo(
            original, course, done, executed: executed, laterDecision: laterDecision)
        return builder.effect
    }
}
