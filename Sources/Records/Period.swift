/// A half-open stretch of time: `start` is inside, `end` is not. The chain of a book has no start.
public struct Period: Hashable, Sendable {
    public var start: Instant
    public var end: Instant

    public init(start: Instant, end: Instant) {
        precondition(start <= end, "period ends before it starts")
        self.start = start
        self.end = end
    }

    /// From the beginning of time: nothing lies before it, and nothing near its start.
    public init(through end: Instant) { self.init(start: .beginning, end: end) }

    public var hasStart: Bool { start > .beginning }

    public func contains(_ moment: Instant) -> Bool { start <= moment && moment < end }
}
