package import Records

/// Why a break changed its state.
package enum BreakCause: Hashable, Sendable {
    /// A run sees it: for the first time, again, or – a late fact – after it was resolved.
    case found(run: Int)
    /// Its entries found their partners.
    case matched(run: Int)
    /// A later version of its entry stands without a difference.
    case superseded(run: Int)
    /// A corrected re-issue of the file lacks its entry.
    case withdrawn(run: Int)
    /// A rule of the definition leaves its entry out.
    case ignored(run: Int)
    /// The difference is told by another break now: the money found its order, at another amount.
    case replaced(run: Int, by: Hash128)
    case decided(Int)
    /// A decision that took `original` back.
    case undone(decision: Int, original: Int)
    /// A decision that took the match apart.
    case unmatched(decision: Int)
    /// The run was taken back.
    case runUndone(Int)

    /// Its word on the wire.
    package var name: String {
        switch self {
        case .found: "found"
        case .matched: "matched"
        case .superseded: "superseded"
        case .withdrawn: "withdrawn"
        case .ignored: "ignored"
        case .replaced: "replaced"
        case .decided: "decided"
        case .undone: "undone"
        case .unmatched: "unmatched"
        case .runUndone: "run_undone"
        }
    }

    /// Every word, for those who explain them.
    package static let names = [
        "found", "matched", "superseded", "withdrawn", "ignored", "replaced", "decided", "undone",
        "unmatched", "run_undone",
    ]

    package var run: Int? {
        switch self {
        case .found(let run), .matched(let run), .superseded(let run), .withdrawn(let run),
            .ignored(let run), .replaced(let run, _), .runUndone(let run):
            run
        case .decided, .undone, .unmatched: nil
        }
    }
}
