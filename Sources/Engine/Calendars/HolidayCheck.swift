import Matching
import Records
import Reports

/// Says where business days are counted beyond what a calendar knows: next year's holidays are
/// announced in autumn, and a due day may be off by a week until they stand in the calendar.
enum HolidayCheck {
    static func reason(_ legs: [LegDefinition]) -> RunReport.VerdictReason? {
        for leg in legs {
            let lag = leg.expectedWithin.longest(leg.leftExpectedWithin)
            guard lag.businessDays > 0, let known = leg.calendar.known, let period = leg.period
            else { continue }
            // An item of the last day is due the furthest on.
            let last = Instant(microseconds: period.end.microseconds - 1).day(in: leg.zone)
            let due = leg.calendar.day(last, after: lag)
            if leg.calendar.knows(last), leg.calendar.knows(due) { continue }
            return .holidaysUnknown(
                calendar: leg.calendar.name, from: known.lowerBound, through: known.upperBound)
        }
        return nil
    }
}
