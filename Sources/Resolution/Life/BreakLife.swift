/// The life of one break as a state machine: what it is, since when, and why.
///
/// | from | cause | to |
/// |---|---|---|
/// | – | found | new |
/// | new, persisting, reopened | found | persisting |
/// | new, persisting, reopened | matched, superseded, withdrawn, ignored, replaced | resolved |
/// | new, persisting, reopened | decided | resolved |
/// | resolved | found by a later run (a late fact) | reopened |
/// | resolved | what resolved it is undone | reopened |
/// | new, persisting, reopened | the run that found it first is undone | resolved |
/// | resolved because its first run was undone | found | new |
package struct BreakLife: Hashable, Sendable {
    package private(set) var state = BreakState.new
    /// What brought it to this state.
    package private(set) var cause: BreakCause
    package private(set) var firstRun: Int
    /// The latest run that saw or resolved it.
    package private(set) var lastRun: Int
    package private(set) var timesReopened = 0

    /// A break begins when a run finds it.
    package init(_ cause: BreakCause) throws(BreakRefusal) {
        guard case .found(let run) = cause else { throw .notFoundYet(cause) }
        self.cause = cause
        firstRun = run
        lastRun = run
    }

    package mutating func apply(_ next: BreakCause) throws(BreakRefusal) {
        switch next {
        case .found(let run):
            try rise(to: run)
            if state.isOpen {
                turn(.persisting, next)
            } else if case .runUndone = cause {
                firstRun = run
                turn(.new, next)
            } else {
                reopen(next)
            }
        case .matched(let run), .superseded(let run), .withdrawn(let run), .ignored(let run),
            .replaced(let run, _):
            guard state.isOpen else { throw .resolved(by: cause) }
            try rise(to: run)
            turn(.resolved, next)
        case .decided:
            guard state.isOpen else { throw .resolved(by: cause) }
            turn(.resolved, next)
        case .undone(_, let original):
            guard state == .resolved, cause == .decided(original) else {
                throw .notResolvedBy(cause)
            }
            reopen(next)
        case .unmatched:
            guard state == .resolved, case .matched = cause else { throw .notResolvedBy(cause) }
            reopen(next)
        case .runUndone(let run): undo(run, next)
        }
    }

    /// What the run did to this break; nothing where it did nothing.
    private mutating func undo(_ run: Int, _ next: BreakCause) {
        if state == .resolved {
            if cause.run == run { reopen(next) }
        } else if firstRun == run {
            turn(.resolved, next)
        }
    }

    private mutating func rise(to run: Int) throws(BreakRefusal) {
        guard run > lastRun else { throw .runOrder(found: run, after: lastRun) }
        lastRun = run
    }

    private mutating func reopen(_ next: BreakCause) {
        timesReopened += 1
        turn(.reopened, next)
    }

    private mutating func turn(_ state: BreakState, _ cause: BreakCause) {
        self.state = state
        self.cause = cause
    }
}
