import Records

/// `BusinessCalendar` → what a definition says of it: the name of one inside the program, or all of
/// its days.
enum CalendarText {
    static func yaml(_ calendar: BusinessCalendar) -> String {
        if (try? CalendarFile.builtin())?[calendar.name] == calendar { return calendar.name }
        let weekend = calendar.weekend.sorted().map { CalendarFile.weekdays[$0 - 1] }
        var parts = [
            "name: \(DefinitionText.quoted(calendar.name))",
            "weekend: [\(weekend.joined(separator: ", "))]",
        ]
        if let known = calendar.known { parts.append("known: \(range(known))") }
        if !calendar.holidays.isEmpty { parts.append("off: \(list(calendar.holidays))") }
        if !calendar.makeUpDays.isEmpty { parts.append("work: \(list(calendar.makeUpDays))") }
        return "{\(parts.joined(separator: ", "))}"
    }

    /// Days that follow each other as one range.
    private static func list(_ days: [Day]) -> String {
        var ranges: [ClosedRange<Day>] = []
        for day in days {
            if let last = ranges.last, last.upperBound.advanced(by: 1) == day,
                ranges[ranges.count - 1].count < CalendarFile.rangeLimit
            {
                ranges[ranges.count - 1] = last.lowerBound...day
            } else {
                ranges.append(day...day)
            }
        }
        return "[\(ranges.map { range($0) }.joined(separator: ", "))]"
    }

    private static func range(_ range: ClosedRange<Day>) -> String {
        range.lowerBound == range.upperBound
            ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
    }
}

extension ClosedRange<Day> {
    fileprivate var count: Int { Int(upperBound.number - lowerBound.number) + 1 }
}
