package import Records

/// How many days after its left a right came, by the calendar that makes them most alike: money
/// that moves on business days comes "the next business day", and three days after a Friday.
package struct LearntSettlement: Sendable, Equatable {
    package private(set) var pairs = 0
    /// The name of the calendar; "none" counts every day.
    package private(set) var calendar = BusinessCalendar.everyDay.name
    /// Pairs by their lag in days of that calendar, from 0 on; what is later is in the last one.
    package private(set) var counts: [Int] = []
    /// Arrivals by day of the week, Monday first.
    package private(set) var weekdays = Array(repeating: 0, count: 7)
    /// The least lag that covers all but one in a thousand; nil where too few pairs are.
    package private(set) var lag: Lag?
    /// Pairs that came later.
    package private(set) var later = 0

    package static let dayLimit = 31
    /// As for lags; a tenth of it for what is counted in days, where a later one is a break that
    /// somebody looks at, and no lost match.
    package static let pairLimit = 300
    /// A calendar must make so many of a hundred pairs more alike than the simpler one does.
    private static let better = 2

    /// `calendars`: the simplest first. Days of the left and of the right; what comes before its
    /// left counts as the same day.
    package init(_ days: [(left: Day, right: Day)], calendars: [BusinessCalendar]) {
        pairs = days.count
        guard !days.isEmpty else { return }
        for pair in days { weekdays[pair.right.weekday - 1] += 1 }
        var most = -1
        for one in calendars {
            let found = LearntSettlement.counts(days, one)
            let alike = found.max() ?? 0
            guard most < 0 || alike * 100 > most * 100 + pairs * LearntSettlement.better else {
                continue
            }
            (most, counts, calendar) = (alike, found, one.name)
        }
        guard pairs >= LearntSettlement.pairLimit else { return }
        var rest = pairs
        for (days, count) in counts.enumerated().dropLast() {
            rest -= count
            guard rest * 1_000 <= pairs else { continue }
            let isEveryDay = calendar == BusinessCalendar.everyDay.name
            lag = isEveryDay ? Lag(days: days) : Lag(businessDays: days)
            later = rest
            return
        }
    }

    /// A day that is none of the calendar's counts with the business day before it.
    private static func counts(
        _ days: [(left: Day, right: Day)], _ calendar: BusinessCalendar
    ) -> [Int] {
        var counts = Array(repeating: 0, count: dayLimit + 1)
        var known: [Day: [Day]] = [:]
        for pair in days {
            if pair.right <= pair.left {
                counts[0] += 1
                continue
            }
            if known[pair.left] == nil {
                var next = pair.left
                known[pair.left] = (1...dayLimit).map { _ in
                    next = calendar.advanced(next, byBusinessDays: 1)
                    return next
                }
            }
            // The number of business days after the left, up to the right itself.
            let lag = known[pair.left]!.firstIndex { $0 >= pair.right }.map { $0 + 1 } ?? dayLimit
            counts[min(lag, dayLimit)] += 1
        }
        return counts
    }
}
