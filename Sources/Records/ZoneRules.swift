/// Offsets of one time zone, handed in by the Engine (which reads the system's tz database).
public struct ZoneRules: Hashable, Sendable {
    public struct Transition: Hashable, Sendable {
        /// First second (UTC) at which the offset holds.
        public var at: Int64
        public var offsetSeconds: Int32

        public init(at: Int64, offsetSeconds: Int32) {
            self.at = at
            self.offsetSeconds = offsetSeconds
        }
    }

    /// IANA name ("Asia/Shanghai") or "UTC", "+08:00".
    public var name: String
    public var initialOffsetSeconds: Int32
    /// Ascending by `at`.
    public var transitions: [Transition]

    public init(name: String, initialOffsetSeconds: Int32, transitions: [Transition] = []) {
        self.name = name
        self.initialOffsetSeconds = initialOffsetSeconds
        self.transitions = transitions
    }

    public static let utc = ZoneRules(name: "UTC", initialOffsetSeconds: 0)
    /// China has had one zone without daylight saving since 1992.
    public static let china = ZoneRules(name: "Asia/Shanghai", initialOffsetSeconds: 28_800)

    public func offsetSeconds(at moment: Instant) -> Int {
        offset(atUTCSecond: moment.seconds)
    }

    @inlinable
    public func offset(atUTCSecond second: Int64) -> Int {
        if transitions.isEmpty { return Int(initialOffsetSeconds) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= second { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? initialOffsetSeconds : transitions[low - 1].offsetSeconds)
    }

    /// The moment that a wall clock in this zone shows `localSecond` (seconds since 1970 as if
    /// UTC). In a gap the clock's later reading is taken, in an overlap the earlier moment.
    @inlinable
    public func utcSecond(fromLocalSecond localSecond: Int64) -> Int64 {
        if transitions.isEmpty { return localSecond - Int64(initialOffsetSeconds) }
        let before = offset(atUTCSecond: localSecond - 86_400)
        let guess = localSecond - Int64(before)
        if offset(atUTCSecond: guess) == before { return guess }
        return localSecond - Int64(offset(atUTCSecond: localSecond - Int64(before)))
    }

    /// The first moment of a civil day.
    public func start(of day: Day) -> Instant {
        Instant(seconds: utcSecond(fromLocalSecond: Int64(day.number) * Instant.secondsPerDay))
    }
}
