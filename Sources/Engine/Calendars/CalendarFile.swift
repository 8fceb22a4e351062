package import Records

/// YAML → `BusinessCalendar` (docs/definitions.md): the calendars inside the program, and a
/// merchant's own in its definition.
package enum CalendarFile {
    /// Thirty years of a country with a hundred days off beside weekends.
    static let dayLimit = 3_000
    /// No holiday is longer than a year; a mistyped year is.
    static let rangeLimit = 366

    static let keys = ["name", "extends", "weekend", "known", "off", "work"]
    static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The calendars inside the program, by name.
    package static func builtin() throws(DialectFileError) -> [String: BusinessCalendar] {
        var calendars: [String: BusinessCalendar] = [:]
        for (base, text) in BuiltinText.texts(in: "calendars") {
            calendars[base] = try parse(text, name: base + ".yaml")
        }
        return calendars
    }

    package static func parse(
        _ text: String, name: String
    ) throws(DialectFileError) -> BusinessCalendar {
        try calendar(DefinitionFile.document(text, name: name), extending: [:])
    }

    /// A name of a calendar inside the program, or a calendar of its own, which may extend one.
    static func calendar(of value: YAMLValue) throws(DialectFileError) -> BusinessCalendar {
        let known = try builtin()
        if value.isScalar {
            return try value.word(known.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        let calendar = try calendar(value, extending: known)
        if known[calendar.name] != nil {
            throw .contradiction(value.place, found: calendar.name, expected: "a name of its own")
        }
        return calendar
    }

    private static func calendar(
        _ value: YAMLValue, extending bases: [String: BusinessCalendar]
    ) throws(DialectFileError) -> BusinessCalendar {
        let map = try value.map(keys)
        var base = BusinessCalendar.everyDay
        if let extended = map["extends"] {
            base = try extended.word(bases.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        let name = try map["name"].map { value throws(DialectFileError) in
            try DefinitionFile.name(value)
        }
        var weekend = base.weekend
        if let days = map["weekend"] { weekend = try self.weekend(days) }
        var known = base.known
        if let range = map["known"] { known = try self.range(range) }
        let own = BusinessCalendar(name: "", weekend: weekend)
        let off = try days(map["off"])
        let work = try days(map["work"])
        // What is worked is no holiday any more: an own calendar may take one back.
        for (day, place) in work where off.contains(where: { $0.day == day }) {
            throw .contradiction(place.place, found: "\(day)", expected: "off | work")
        }
        for (day, place) in work
        where own.isBusinessDay(day) && !base.holidays.contains(day) {
            throw .contradiction(place.place, found: "\(day)", expected: "a day of the weekend")
        }
        let worked = Set(work.map(\.day))
        let closed = Set(off.map(\.day))
        return BusinessCalendar(
            name: name ?? "own", weekend: weekend,
            holidays: base.holidays.filter { !worked.contains($0) } + off.map(\.day),
            makeUpDays: base.makeUpDays.filter { !closed.contains($0) } + work.map(\.day),
            known: known)
    }

    private static func weekend(_ value: YAMLValue) throws(DialectFileError) -> Set<Int> {
        var days: Set<Int> = []
        for item in value.items() {
            days.insert(try item.word(weekdays.enumerated().map { ($1, $0 + 1) }))
        }
        guard days.count < weekdays.count else { throw value.wrongType("0…6 days") }
        return days
    }

    private static func days(
        _ value: YAMLValue?
    ) throws(DialectFileError) -> [(day: Day, place: YAMLValue)] {
        guard let value else { return [] }
        var all: [(day: Day, place: YAMLValue)] = []
        for item in value.items() {
            let range = try range(item)
            let count = Int(range.upperBound.number - range.lowerBound.number) + 1
            guard count <= rangeLimit else { throw item.wrongType("≤ \(rangeLimit) days") }
            for offset in 0..<count { all.append((range.lowerBound.advanced(by: offset), item)) }
            guard all.count <= dayLimit else { throw value.wrongType("≤ \(dayLimit) days") }
        }
        return all
    }

    /// "2026-10-01", or both ends: "2026-10-01..2026-10-07".
    private static func range(_ value: YAMLValue) throws(DialectFileError) -> ClosedRange<Day> {
        let parts = try value.text().split(separator: "..", maxSplits: 1)
        guard let first = parts.first.flatMap({ Day($0) }),
            let last = parts.last.flatMap({ Day($0) }),
            first <= last
        else { throw value.wrongType("2026-10-01 | 2026-10-01..2026-10-07") }
        return first...last
    }
}
