import Records

/// Taking a decision back: the exact opposite of what it did.
extension EffectBuilder {
    /// - Parameters:
    ///   - executed: keys of instructions that were carried out.
    ///   - laterDecision: one that rests on this one and stands.
    mutating func undo(
        _ original: Decision, _ course: DecisionCourse, _ done: DecisionEffect,
        executed: Set<String>, laterDecision: Int?
    ) throws(DecisionRefusal) {
        guard course.state == .applied, original.kind.name != .undo, original.kind.name != .close
        else { throw .notUndoable(original.number, course.state) }
        if let laterDecision { throw .restsOnIt(original.number, by: laterDecision) }
        if let key = done.instructions.map(\.key).first(where: executed.contains) {
            throw .executed(key: key)
        }
        let number = decision.number
        effect.leaving = done.returning
        effect.returning = done.leaving
        effect.rules = done.ended
        effect.ended = done.rules
        effect.cancelled = done.instructions.map(\.key)
        effect.amounts = done.amounts
        effect.reversed = [original.number]
        effect.turns = done.turns.reversed().compactMap { turn in
            let what: BreakEvent.What? =
                switch turn.what {
                case .turned(.decided):
                    .turned(.undone(decision: number, original: original.number))
                case .turned(.unmatched): .turned(.decided(number))
                case .part(let amount, _): .part(-amount, decision: number)
                case .expected: .notExpected(decision: original.number)
                default: nil
                }
            return what.map { DecisionEffect.Turn(turn.breakID, $0) }
        }
    }
}
