import Engine
import Records
import Resolution

/// A break in the memory of the overview: numbers only, so that a hundred thousand are some
/// megabytes and are gone through in a millisecond.
struct QueueLine: Sendable, Hashable {
    var id: Hash128
    /// Its place among the legs' names.
    var leg: Int
    var state: BookBreak.State
    var amount: Money
    /// Microseconds since 1970; `.max`: not known.
    var time: Int64
    /// On which it happened; nil: not known.
    var day: Day?

    init(_ brief: BreakBrief, leg: Int, _ zone: ZoneRules) {
        id = brief.id
        self.leg = leg
        state = brief.state
        amount = brief.amount
        time = brief.occurredAt?.microseconds ?? .max
        day = brief.occurredAt?.day(in: zone)
    }

    /// Whole days to the last run's day; nil where one of the two is not known.
    func age(through: Day?) -> Int? {
        guard let through, let day else { return nil }
        return AgeBand.days(from: day, to: through)
    }
}
