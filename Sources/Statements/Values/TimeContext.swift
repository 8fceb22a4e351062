import Records

/// What turns printed times into moments: the zone, and a day that says which year is meant.
struct TimeContext: Sendable {
    var zone: ZoneRules
    /// A yearless day belongs to the year that brings it nearest to this one: a trade of Dec 31 in
    /// the file of Jan 1 is last year's (UnionPay's day is 23:00–23:00).
    var referenceDay: Day?

    struct Moment: Equatable {
        var instant: Instant
        var day: Day
        var hasClock: Bool
    }

    /// Nil where the year is not written and nothing says it, or that year has no such day.
    func moment(_ time: PrintedTime) -> Moment? {
        if let epoch = time.epoch {
            let instant = Instant(microseconds: epoch)
            return Moment(instant: instant, day: instant.day(in: zone), hasClock: true)
        }
        guard let day = day(of: time) else { return nil }
        let clock = max(time.hour, 0) * 3600 + time.minute * 60 + time.second
        let local = Int64(day.number) * Instant.secondsPerDay + Int64(clock)
        let second = time.offset.map { local - Int64($0) } ?? zone.utcSecond(fromLocalSecond: local)
        let instant = Instant(
            microseconds: second * Instant.microsecondsPerSecond + Int64(time.microsecond))
        return Moment(
            instant: instant, day: time.offset == nil ? day : instant.day(in: zone),
            hasClock: time.hour >= 0)
    }

    private func day(of time: PrintedTime) -> Day? {
        if !time.isYearless { return Day(year: time.year, month: time.month, day: time.day) }
        guard let reference = referenceDay else { return nil }
        let year = reference.civil.year
        let candidates = (year - 1...year + 1).compactMap {
            Day(year: $0, month: time.month, day: time.day)
        }
        return candidates.min {
            abs($0.number - reference.number) < abs($1.number - reference.number)
        }
    }

    /// The day that a file's name speaks of: yyyyMMdd, yyyy-MM-dd, or yyMMdd at the start of a run
    /// of digits ("INN17071888ZM").
    static func day(inFileName name: String) -> Day? {
        let own = name.split(separator: "!").last.map(String.init) ?? name
        let runs = own.utf8.split { !(0x30...0x39).contains($0) }
            .map { $0.map { Int($0) - 0x30 } }
        for run in runs where run.count >= 8 {
            let year = value(run[0..<4])
            guard (1990...2099).contains(year) else { continue }
            if let day = Day(year: year, month: value(run[4..<6]), day: value(run[6..<8])) {
                return day
            }
        }
        for index in runs.indices where index + 2 < runs.count {
            let (year, month, day) = (runs[index], runs[index + 1], runs[index + 2])
            guard year.count == 4, (1990...2099).contains(value(year[...])), month.count <= 2,
                day.count <= 2
            else { continue }
            if let day = Day(
                year: value(year[...]), month: value(month[...]), day: value(day[...]))
            {
                return day
            }
        }
        for run in runs where run.count >= 6 {
            if let day = Day(
                year: 2000 + value(run[0..<2]), month: value(run[2..<4]), day: value(run[4..<6]))
            {
                return day
            }
        }
        return nil
    }

    private static func value(_ digits: ArraySlice<Int>) -> Int {
        digits.reduce(0) { $0 * 10 + $1 }
    }
}
