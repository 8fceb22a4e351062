package import Records

/// Something that happened to a break. Events are added and never changed; the break as it stands
/// is the fold of them (`BreakRecord`).
package struct BreakEvent: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        case found(run: Int, BreakSighting)
        /// Any other change of state.
        case turned(BreakCause)
        /// Nobody need ask before that day; nil: until what the decision ordered is done.
        case expected(until: Day?, decision: Int)
        /// That expectation holds no more.
        case notExpected(decision: Int)
        /// A decision has settled a part of the amount; the opposite sign takes it back.
        case part(Money, decision: Int)
        case owned(by: ActorName?)
        case labelled(String)
        case unlabelled(String)
        case commented(String)
        case attached(BreakAttachment)
    }

    package var breakID: Hash128
    package var at: Instant
    /// Nil: the program, in a run.
    package var by: ActorName?
    package var what: What

    package init(_ breakID: Hash128, at: Instant, by: ActorName? = nil, _ what: What) {
        self.breakID = breakID
        self.at = at
        self.by = by
        self.what = what
    }
}
