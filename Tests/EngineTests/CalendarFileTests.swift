import Records
import Testing

@testable import Engine

@Suite("Calendars") struct CalendarFileTests {
    static func builtin(_ name: String) throws -> BusinessCalendar {
        try #require(try CalendarFile.builtin()[name])
    }

    static func days(_ texts: String) -> [Day] { texts.split(separator: " ").map { Day($0)! } }

    @Test("the program knows a calendar by each file's name")
    func names() throws {
        let calendars = try CalendarFile.builtin()
        #expect(calendars.keys.sorted() == ["cn", "none", "weekends"])
        for (name, calendar) in calendars { #expect(calendar.name == name) }
        #expect(calendars["none"] == .everyDay)
    }

    /// Counted by hand from the notices: days off that are not a weekend's, and make-up days. The
    /// difference is what the law grants: 11 days, from 2025 on 13.
    @Test(
        "the State Council's notices, year by year",
        arguments: [(2024, 19, 8), (2025, 18, 5), (2026, 19, 6)])
    func years(year: Int, weekdaysOff: Int, worked: Int) throws {
        let china = try Self.builtin("cn")
        let first = Day(year: year, month: 1, day: 1)!
        let days = (0..<366).map { first.advanced(by: $0) }.filter { $0.civil.year == year }
        let off = days.filter { $0.weekday < 6 && !china.isBusinessDay($0) }
        #expect(off.count == weekdaysOff)
        #expect(days.count { $0.weekday >= 6 && china.isBusinessDay($0) } == worked)
        #expect(days.allSatisfy { china.knows($0) })
    }

    @Test(
        "the next business days",
        arguments: [
            // Golden Week of 2026, with Saturday the 10th worked.
            ("2026-09-30", 1, "2026-10-08"), ("2026-09-30", 3, "2026-10-10"),
            ("2026-10-09", 1, "2026-10-10"), ("2026-10-09", 2, "2026-10-12"),
            // A worked Sunday before it.
            ("2026-09-18", 1, "2026-09-20"),
            // Year's end: 1 January is off, Sunday the 4th is worked.
            ("2025-12-31", 1, "2026-01-04"), ("2025-12-31", 2, "2026-01-05"),
            // Spring Festival of 2025.
            ("2025-01-25", 1, "2025-01-26"), ("2025-01-27", 1, "2025-02-05"),
            ("2025-02-07", 1, "2025-02-08"),
            // Beyond what is known only weekends count.
            ("2026-12-31", 1, "2027-01-01"), ("2023-10-06", 1, "2023-10-09"),
        ])
    func next(from: String, count: Int, to: String) throws {
        let china = try Self.builtin("cn")
        #expect(china.advanced(Day(from)!, byBusinessDays: count) == Day(to)!)
    }

    static let head = "name: shop\nsources: [{name: a, files: a.csv}]\nlegs: []\ncalendar: "

    static func definition(_ calendar: String) throws(DialectFileError) -> Definition {
        try DefinitionFile.parse(head + calendar + "\n", name: "shop.yaml")
    }

    @Test("a definition names a calendar, or brings its own")
    func own() throws {
        #expect(try Self.definition("cn").calendar == Self.builtin("cn"))
        let own = try #require(
            Self.definition(
                """
                {extends: cn, name: shop, known: 2024-01-01..2027-12-31,
                 off: [2027-02-05..2027-02-11, 2026-10-10], work: [2027-01-30, 2026-10-07]}
                """
            ).calendar)
        #expect(own.name == "shop")
        #expect(own.isBusinessDay(Day("2027-01-30")!) && !own.isBusinessDay(Day("2027-02-05")!))
        // What the merchant says goes before what the calendar says.
        #expect(own.isBusinessDay(Day("2026-10-07")!) && !own.isBusinessDay(Day("2026-10-10")!))
        #expect(own.isBusinessDay(Day("2026-09-20")!) && own.knows(Day("2027-12-31")!))
    }

    @Test(
        "written down and read again, a calendar is the same",
        arguments: [
            ("cn", "cn"), ("none", "none"),
            (
                "{weekend: [friday, saturday], off: [2026-03-20, 2026-03-22, 2026-03-21]}",
                "{name: \"own\", weekend: [friday, saturday], off: [2026-03-20..2026-03-22]}"
            ),
            (
                "{extends: weekends, name: x, known: 2026-01-01..2026-12-31, work: 2026-01-04}",
                "{name: \"x\", weekend: [saturday, sunday], known: 2026-01-01..2026-12-31, "
                    + "work: [2026-01-04]}"
            ),
        ])
    func roundTrip(text: String, written: String) throws {
        let definition = try Self.definition(text)
        let yaml = DefinitionText.yaml(definition)
        #expect(yaml.contains("\ncalendar: \(written)\n"))
        #expect(try DefinitionFile.parse(yaml, name: "again.yaml") == definition)
    }

    @Test(
        "a mistake is named by its place, what was found and what was expected",
        arguments: [
            ("china", "4:11", "china", "cn | none | weekends"),
            ("{name: cn}", "4:11", "cn", "a name of its own"),
            ("{extends: us}", "4:21", "us", "cn | none | weekends"),
            ("{off: 2026-13-01}", "4:17", "2026-13-01", "2026-10-01 | 2026-10-01..2026-10-07"),
            (
                "{off: 2026-10-07..2026-10-01}", "4:17", "2026-10-07..2026-10-01",
                "2026-10-01 | 2026-10-01..2026-10-07"
            ),
            ("{off: 2026-01-01..2029-01-01}", "4:17", "2026-01-01..2029-01-01", "≤ 366 days"),
            (
                "{extends: weekends, work: 2026-10-08}", "4:37", "2026-10-08",
                "a day of the weekend"
            ),
            (
                "{extends: weekends, off: 2026-10-10, work: 2026-10-10}", "4:54", "2026-10-10",
                "off | work"
            ),
            ("{weekend: [sunday, fryday]}", "4:30", "fryday", "friday?"),
        ])
    func mistakes(text: String, place: String, found: String, expected: String) {
        do throws(DialectFileError) {
            _ = try Self.definition(text)
            Issue.record("no mistake in \(text)")
        } catch {
            #expect("\(error.place)" == "shop.yaml:" + place)
            #expect(error.found == found)
            #expect(error.expected == expected)
        }
    }
}
