import Records

/// The rule at the end of a TZif file for times after its last transition, in the form of the TZ
/// environment variable (POSIX.1 §8.3, RFC 8536 §3.3.1): "EST5EDT,M3.2.0,M11.1.0".
struct PosixZone {
    var standardOffset: Int
    var summerOffset: Int
    var summerStart: Change
    var summerEnd: Change

    /// The `week`-th (5 = last) `weekday` (0 = Sunday) of a month, at local seconds of the day.
    struct Change {
        var month: Int
        var week: Int
        var weekday: Int
        var seconds: Int
    }

    /// Nil where the zone has no summer time, or a rule in another form than M.
    init?(_ text: String) {
        let parts = text.split(separator: ",").map(String.init)
        guard parts.count == 3 else { return nil }
        var rest = Substring(parts[0])
        PosixZone.skipName(&rest)
        guard let west = PosixZone.hours(&rest) else { return nil }
        standardOffset = -west
        PosixZone.skipName(&rest)
        summerOffset = PosixZone.hours(&rest).map { -$0 } ?? standardOffset + 3600
        guard rest.isEmpty, let start = Change(parts[1]), let end = Change(parts[2]) else {
            return nil
        }
        summerStart = start
        summerEnd = end
    }

    private static func skipName(_ text: inout Substring) {
        if text.first == "<" {
            text = text.drop { $0 != ">" }.dropFirst()
        } else {
            text = text.drop { $0.isLetter }
        }
    }

    /// "[+-]hh[:mm[:ss]]" in seconds.
    static func hours(_ text: inout Substring) -> Int? {
        let token = text.prefix { $0.isNumber || "+-:".contains($0) }
        guard !token.isEmpty else { return nil }
        text = text[token.endIndex...]
        let sign = token.hasPrefix("-") ? -1 : 1
        var seconds = 0
        for (unit, part) in zip(
            [3600, 60, 1], token.drop { "+-".contains($0) }.split(separator: ":"))
        {
            guard let value = Int(part), value < 200 else { return nil }
            seconds += value * unit
        }
        return sign * seconds
    }

    func transitions(through lastYear: Int) -> [ZoneRules.Transition] {
        (1970...lastYear).flatMap { year in
            [
                ZoneRules.Transition(
                    at: summerStart.localSecond(in: year) - Int64(standardOffset),
                    offsetSeconds: Int32(summerOffset)),
                ZoneRules.Transition(
                    at: summerEnd.localSecond(in: year) - Int64(summerOffset),
                    offsetSeconds: Int32(standardOffset)),
            ]
        }.sorted { $0.at < $1.at }
    }
}

extension PosixZone.Change {
    /// "M3.2.0/2".
    init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1)
        let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int($0) }
        guard halves[0].hasPrefix("M"), numbers.count == 3, (1...12).contains(numbers[0]),
            (1...5).contains(numbers[1]), (0...6).contains(numbers[2])
        else { return nil }
        (month, week, weekday) = (numbers[0], numbers[1], numbers[2])
        seconds = 7200
        if halves.count == 2 {
            var rest = halves[1]
            guard let stated = PosixZone.hours(&rest), rest.isEmpty else { return nil }
            seconds = stated
        }
    }

    func localSecond(in year: Int) -> Int64 {
        let first = Day(number: Day.number(year: year, month: month, day: 1))
        let length = Day.length(ofMonth: month, year: year)
        var day = 1 + (weekday - first.weekday % 7 + 7) % 7 + (week - 1) * 7
        while day > length { day -= 7 }
        return Int64(first.number + Int32(day - 1)) * Instant.secondsPerDay + Int64(seconds)
    }
}
