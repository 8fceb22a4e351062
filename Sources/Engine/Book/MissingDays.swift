package import Records
package import Reports

/// Days that a source's statements should cover and do not: "the 14th is missing from alipay-main".
package enum MissingDays {
    /// Days in a row that one source lacks.
    package struct Gap: Sendable, Hashable {
        package var source: String
        /// Both ends are missing.
        package var days: ClosedRange<Day>

        package init(source: String, days: ClosedRange<Day>) {
            self.source = source
            self.days = days
        }

        package var reason: RunReport.VerdictReason {
            .missingDays(source: source, from: days.lowerBound, through: days.upperBound)
        }
    }

    /// The gaps of every source of a definition, by source, then day. A source whose statements say
    /// which days they cover is expected daily unless its definition says otherwise; of any other
    /// nothing is expected unless its definition does.
    /// - Parameters:
    ///   - statements: all statements of the book, in any order.
    ///   - through: the last day that a run takes in.
    package static func gaps(
        of statements: [StatementFact], _ definition: Definition, zone: ZoneRules, through: Day
    ) -> [Gap] {
        let calendar = definition.calendar ?? .everyDay
        return definition.sources.sorted { $0.name < $1.name }.flatMap { source -> [Gap] in
            let own = statements.filter { $0.source == source.name }
            let cadence = source.cadence ?? (own.contains { $0.period != nil } ? .daily : .none)
            let covered = own.compactMap { statement -> ClosedRange<Day>? in
                guard let period = statement.period ?? statement.stretch else { return nil }
                return days(of: period, zone: zone, cutOffSeconds: definition.cutOffSeconds)
            }
            return gaps(covered: covered, cadence, calendar, through: through).map {
                Gap(source: source.name, days: $0)
            }
        }
    }

    /// The days of a stretch of time: those whose noon lies in it, so that a day from 23:00
    /// to 23:00 is one day and not two; of a stretch without a noon, the day of its middle.
    package static func days(
        of period: Period, zone: ZoneRules, cutOffSeconds: Int64
    ) -> ClosedRange<Day> {
        func day(_ moment: Instant) -> Day {
            moment.advanced(bySeconds: -cutOffSeconds).day(in: zone)
        }
        func noon(_ day: Day) -> Instant {
            zone.start(of: day).advanced(bySeconds: cutOffSeconds + Instant.secondsPerDay / 2)
        }
        var first = day(period.start)
        if noon(first) < period.start { first = first.advanced(by: 1) }
        var last = day(period.end)
        while noon(last) >= period.end { last = last.advanced(by: -1) }
        if first <= last { return first...last }
        let length = period.end.microseconds - period.start.microseconds
        let middle = day(Instant(microseconds: period.start.microseconds + length / 2))
        return middle...middle
    }

    /// Stretches of days from the first that is covered through `through` that no statement covers,
    /// and that are long enough to be told by the cadence: a week, a month from day to day, a
    /// business day. `covered`: in any order, overlapping or not.
    package static func gaps(
        covered: [ClosedRange<Day>], _ cadence: Cadence, _ calendar: BusinessCalendar,
        through: Day
    ) -> [ClosedRange<Day>] {
        let sorted = covered.sorted { $0.lowerBound < $1.lowerBound }
        guard cadence != .none, var next = sorted.first?.lowerBound else { return [] }
        var gaps: [ClosedRange<Day>] = []
        for range in sorted + [through.advanced(by: 1)...through.advanced(by: 1)] {
            let last = min(range.lowerBound.advanced(by: -1), through)
            if next <= last, let gap = told(next...last, cadence, calendar) { gaps.append(gap) }
            next = max(next, range.upperBound.advanced(by: 1))
        }
        return gaps
    }

    private static func told(
        _ gap: ClosedRange<Day>, _ cadence: Cadence, _ calendar: BusinessCalendar
    ) -> ClosedRange<Day>? {
        let (first, last) = (gap.lowerBound, gap.upperBound)
        switch cadence {
        case .none: return nil
        case .daily: return gap
        case .weekly: return last >= first.advanced(by: 6) ? gap : nil
        case .monthly: return last >= monthAfter(first).advanced(by: -1) ? gap : nil
        case .businessDays:
            let from = calendar.advanced(first.advanced(by: -1), byBusinessDays: 1)
            let through = calendar.advanced(last.advanced(by: 1), byBusinessDays: -1)
            return from <= through ? from...through : nil
        }
    }

    /// The same day of the next month, or its last one.
    private static func monthAfter(_ day: Day) -> Day {
        let (year, month, number) = day.civil
        let next = month == 12 ? (year: year + 1, month: 1) : (year: year, month: month + 1)
        let length = Day.length(ofMonth: next.month, year: next.year)
        return Day(
            number: Day.number(year: next.year, month: next.month, day: min(number, length)))
    }
}

extension StatementFact {
    /// From its first entry to its last; nil where no entry has a time.
    fileprivate var stretch: Period? {
        guard let firstTime, let lastTime else { return nil }
        return Period(
            start: Instant(microseconds: firstTime), end: Instant(microseconds: lastTime + 1))
    }
}
