/// A half-open stretch of time: `start` is inside, `end` is not.
public struct Period: Hashable, Sendable {
    public var start: Instant
    public var end: Instant

    public init(start: Instant, end: Instant) {
        precondition(start <= end, "period ends before it starts")
        self.start = start
        self.end = end
    }

    public func contains(_ moment: Instant) -> Bool { start <= moment && moment < end }
}
