import Records

/// A period as people say it: one day where it is one, else both ends.
enum PeriodText {
    static func text(_ period: Period, _ zone: ZoneRules) -> String {
        let first = period.start.day(in: zone)
        let lastMoment = max(period.start.microseconds, period.end.microseconds - 1)
        let last = Instant(microseconds: lastMoment).day(in: zone)
        let isWhole = zone.start(of: first) == period.start
            && zone.start(of: last.advanced(by: 1)) == period.end
        if isWhole { return first == last ? "\(first)" : "\(first) – \(last)" }
        return "\(period.start.rfc3339(in: zone)) – \(period.end.rfc3339(in: zone))"
    }
}
