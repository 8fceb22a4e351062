import Engine
import Hummingbird
import Records
import Reports

/// Which days count as business days, and who says so: the calendar of the rules that hold, and
/// those that come with the program.
struct CalendarsPage: Sendable {
    let pages: Pages

    static let title = Words("工作日历", "工作行事曆", "Calendars")

    func register(on router: Router<PageContext>) {
        router.get("settings/calendars") { request, context -> Response in
            try await pages.show(
                "calendars", CalendarsPage.title, request, context
            ) { try CalendarsPage.model($0) }
        }
    }

    static func model(_ reading: Pages.Reading) throws -> JSONValue {
        let stored = try reading.book.store.definition()
        let own = try reading.book.definition().calendar
        var calendars = try CalendarFile.builtin()
        // A calendar of the rules' own has a name of its own.
        if let own { calendars[own.name] = own }
        let builtin = try CalendarFile.builtin()
        let today = reading.book.now.day(in: reading.zone)
        return .fields([
            "today": .string("\(today)"),
            "standings": .list(CalendarEdit.Standing.allCases) {
                .fields([
                    "name": .string($0.rawValue),
                    "words": .string(CalendarEditPage.words($0)[reading.language]),
                ])
            },
            "force": own.map { calendar in
                .fields([
                    "name": .string(calendar.name),
                    "definition": .integer(stored?.number ?? 0),
                    "own": .bool(builtin[calendar.name] == nil),
                    "works": .bool(calendar.isBusinessDay(today)),
                    "unknown": .bool(!calendar.knows(today)),
                    "next": .string("\(calendar.advanced(today, byBusinessDays: 1))"),
                ])
            } ?? .null,
            "calendars": .list(
                calendars.values.sorted { ($0 == own ? "" : $0.name) < ($1 == own ? "" : $1.name) }
            ) { calendar in
                .fields([
                    "name": .string(calendar.name), "force": .bool(calendar == own),
                    "file": .string(
                        builtin[calendar.name] == nil
                            ? reading.say("规则", "規則", "the rules")
                            : "calendars/\(calendar.name).yaml"),
                    "weekend": .string(weekend(calendar, reading)),
                    "from": .optional(calendar.known?.lowerBound.description),
                    "through": .optional(calendar.known?.upperBound.description),
                    "years": .list(years(calendar)) { year in
                        .fields([
                            "year": .integer(year),
                            "open": .bool(year == today.civil.year),
                            "off": .list(ranges(calendar.holidays, year)) { .string($0) },
                            "work": .list(ranges(calendar.makeUpDays, year)) { .string($0) },
                        ])
                    },
                ])
            },
        ])
    }

    private static func weekend(
        _ calendar: BusinessCalendar, _ reading: Pages.Reading
    ) -> String {
        let names = [
            Words("周一", "週一", "Monday"), Words("周二", "週二", "Tuesday"),
            Words("周三", "週三", "Wednesday"), Words("周四", "週四", "Thursday"),
            Words("周五", "週五", "Friday"), Words("周六", "週六", "Saturday"),
            Words("周日", "週日", "Sunday"),
        ]
        return calendar.weekend.sorted().map { names[$0 - 1][reading.language] }
            .joined(separator: reading.say("、", "、", ", "))
    }

    /// The latest first: it is the one that is looked for.
    private static func years(_ calendar: BusinessCalendar) -> [Int] {
        Set((calendar.holidays + calendar.makeUpDays).map(\.civil.year)).sorted(by: >)
    }

    /// "2026-01-01", "2026-02-15 – 2026-02-23": days of the year that follow each other, together.
    static func ranges(_ days: [Day], _ year: Int) -> [String] {
        var ranges: [ClosedRange<Day>] = []
        for day in days where day.civil.year == year {
            if let last = ranges.last, last.upperBound.advanced(by: 1) == day {
                ranges[ranges.count - 1] = last.lowerBound...day
            } else {
                ranges.append(day...day)
            }
        }
        return ranges.map {
            $0.lowerBound == $0.upperBound
                ? "\($0.lowerBound)" : "\($0.lowerBound) – \($0.upperBound)"
        }
    }
}
