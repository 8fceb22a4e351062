package import Records

/// One thing that happened, in a trace's timeline: when, and which of the trace's values says it.
package struct TraceEvent: Sendable, Hashable {
    package var at: Instant
    package var what: What

    /// Places in the lists of the trace, in the order in which they are told where the times are
    /// equal.
    package enum What: Sendable, Hashable {
        /// The thing itself happened: a payment was made, an order placed.
        case entry(Int)
        /// Another entry took its place, or none did.
        case superseded(Int)
        case match(Int)
        case breakVersion(Int)
        case proposed(decision: Int)
        case stepped(decision: Int, step: Int)
        case posting(Int)

        /// Its word on the wire.
        package var name: String {
            switch self {
            case .entry: "entry"
            case .superseded: "superseded"
            case .match: "match"
            case .breakVersion: "break"
            case .proposed: "decision"
            case .stepped: "step"
            case .posting: "posting"
            }
        }

        var order: (Int, Int, Int) {
            switch self {
            case .entry(let place): (0, place, 0)
            case .superseded(let place): (1, place, 0)
            case .match(let place): (2, place, 0)
            case .proposed(let place): (3, place, 0)
            case .stepped(let place, let step): (4, place, step)
            case .breakVersion(let place): (5, place, 0)
            case .posting(let place): (6, place, 0)
            }
        }
    }
}
