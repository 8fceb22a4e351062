/// On which days people work and money moves: the days of the week, less holidays, and the make-up
/// days 调休 on which a weekend is worked.
public struct BusinessCalendar: Hashable, Sendable {
    public let name: String
    /// ISO 8601 days of the week that are off: 6 = Saturday.
    public let weekend: Set<Int>
    /// Ascending.
    public let holidays: [Day]
    /// Days of the weekend that are worked, ascending.
    public let makeUpDays: [Day]
    /// The days whose holidays are known; outside of them only the weekend is. nil: the weekend is
    /// all there is to know.
    public let known: ClosedRange<Day>?

    /// Every day is a business day.
    public static let everyDay = BusinessCalendar(name: "none", weekend: [])

    /// `holidays` and `makeUpDays` in any order.
    public init(
        name: String, weekend: Set<Int>, holidays: [Day] = [], makeUpDays: [Day] = [],
        known: ClosedRange<Day>? = nil
    ) {
        precondition(weekend.count < 7, "\(name): no day of the week is worked")
        self.name = name
        self.weekend = weekend
        self.holidays = Set(holidays).sorted()
        self.makeUpDays = Set(makeUpDays).sorted()
        self.known = known
    }

    public func isBusinessDay(_ day: Day) -> Bool {
        if BusinessCalendar.contains(holidays, day) { return false }
        return !weekend.contains(day.weekday) || BusinessCalendar.contains(makeUpDays, day)
    }

    /// Whether the holidays about that day are known.
    public func knows(_ day: Day) -> Bool { known?.contains(day) ?? true }

    /// The n-th business day after a day, or before it where n is negative; 0: the day itself. The
    /// day need not be a business day.
    public func advanced(_ day: Day, byBusinessDays count: Int) -> Day {
        let step = count < 0 ? -1 : 1
        var day = day
        // A week has a day that is worked, and holidays come to an end.
        for _ in 0..<abs(count) {
            repeat { day = day.advanced(by: step) } while !isBusinessDay(day)
        }
        return day
    }

    public func day(_ day: Day, after lag: Lag) -> Day {
        max(day.advanced(by: lag.days), advanced(day, byBusinessDays: lag.businessDays))
    }

    private static func contains(_ days: [Day], _ day: Day) -> Bool {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low < days.count && days[low] == day
    }
}
