import Records

/// A period as people say it: one day where it is one, else both ends; of one without a start the
/// end.
enum PeriodText {
    static func text(_ period: Period, _ zone: ZoneRules, _ language: Language) -> String {
        let lastMoment = max(period.start.microseconds, period.end.microseconds - 1)
        let last = Instant(microseconds: lastMoment).day(in: zone)
        let endsDay = zone.start(of: last.advanced(by: 1)) == period.end
        if !period.hasStart {
            return Label.throughDay.words.filled(
                language, ["day": endsDay ? "\(last)" : period.end.rfc3339(in: zone)])
        }
        let first = period.start.day(in: zone)
        if endsDay, zone.start(of: first) == period.start {
            return first == last ? "\(first)" : "\(first) – \(last)"
        }
        return "\(period.start.rfc3339(in: zone)) – \(period.end.rfc3339(in: zone))"
    }
}
