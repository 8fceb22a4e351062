import Engine
import Matching
import Records
import Resolution

/// A break in the queue's memory: numbers only, so that a hundred thousand are some megabytes and
/// are gone through in a millisecond.
struct QueueLine: Sendable, Hashable {
    var id: Hash128
    /// Its place among the legs' names.
    var leg: Int
    var entryClass: EntryClass
    var severity: Break.Severity
    var state: BookBreak.State
    var hasLeft: Bool
    var hasRight: Bool
    var amount: Money
    /// What its entry says.
    var own: Money
    /// In 10⁻¹⁸ of the major unit whatever the sign, as far as 128 bits reach.
    var size: UInt128
    /// Microseconds since 1970; `.max`: not known, which comes last.
    var time: Int64
    /// On which it happened; nil: not known.
    var day: Day?

    init(_ brief: BreakBrief, leg: Int, _ zone: ZoneRules) {
        id = brief.id
        self.leg = leg
        entryClass = brief.entryClass
        severity = brief.severity
        state = brief.state
        hasLeft = brief.hasLeft
        hasRight = brief.hasRight
        amount = brief.amount
        own = brief.own
        let factor = Money.raise(1, by: Money.maximumScale - amount.scale)
        let (scaled, isOver) = amount.units.magnitude.multipliedReportingOverflow(
            by: factor.magnitude)
        size = isOver ? .max : scaled
        time = brief.occurredAt?.microseconds ?? .max
        day = brief.occurredAt?.day(in: zone)
    }

    /// The bounds of a queue: those of one day begin with this moment.
    static func start(of day: Day, cutOffSeconds: Int64, _ zone: ZoneRules) -> Int64 {
        zone.start(of: day).advanced(bySeconds: cutOffSeconds).microseconds
    }

    /// Whole days to the last run's day; nil where one of the two is not known.
    func age(through: Day?) -> Int? {
        guard let through, let day else { return nil }
        return AgeBand.days(from: day, to: through)
    }

    /// Whether it stands before the other.
    func precedes(_ other: QueueLine, _ order: BreakQuery.Order, legs: [String]) -> Bool {
        switch order {
        case .severity where severity != other.severity:
            severity.rawValue > other.severity.rawValue
        case .amount where size != other.size: size > other.size
        case .recent where time != other.time: time > other.time
        case .leg where leg != other.leg: legs[leg] < legs[other.leg]
        case .age where time != other.time, .severity where time != other.time,
            .leg where time != other.time:
            time < other.time
        default: id < other.id
        }
    }
}
