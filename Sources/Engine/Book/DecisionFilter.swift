package import Records
package import Resolution

/// Which decisions are asked for, and which page of them.
package struct DecisionFilter: Sendable, Hashable {
    /// None: all.
    package var states: Set<DecisionState> = []
    package var kind: DecisionKind.Name?
    package var maker: ActorName?
    /// Proposed at this moment or later.
    package var since: Instant?
    package var breakID: Hash128?
    /// Applied on this run.
    package var run: Int?
    package var newestFirst = false
    /// The number of the last one of the page before.
    package var after: Int?
    package var limit = Int.max

    package init() {}
}
