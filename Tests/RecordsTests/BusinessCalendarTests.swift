import Records
import Testing

@Suite("Business days") struct BusinessCalendarTests {
    static func day(_ text: String) -> Day { Day(text)! }

    /// A week in May 2026 with a holiday on Friday the 1st and Monday, worked on Saturday the 9th.
    static let may = BusinessCalendar(
        name: "may", weekend: [6, 7], holidays: [day("2026-05-04"), day("2026-05-01")],
        makeUpDays: [day("2026-05-09")], known: day("2026-05-01")...day("2026-05-31"))

    @Test(arguments: [
        ("2026-04-30", true), ("2026-05-01", false), ("2026-05-02", false), ("2026-05-04", false),
        ("2026-05-05", true), ("2026-05-09", true), ("2026-05-10", false), ("2027-05-03", true),
    ])
    func daysAreWorkedOrNot(day: String, worked: Bool) {
        #expect(Self.may.isBusinessDay(Self.day(day)) == worked)
        #expect(BusinessCalendar.everyDay.isBusinessDay(Self.day(day)))
    }

    @Test(arguments: [
        ("2026-04-30", 0, "2026-04-30"), ("2026-05-02", 0, "2026-05-02"),
        ("2026-04-30", 1, "2026-05-05"), ("2026-05-02", 1, "2026-05-05"),
        ("2026-05-08", 1, "2026-05-09"), ("2026-05-08", 2, "2026-05-11"),
        ("2026-05-05", -1, "2026-04-30"), ("2026-05-10", -1, "2026-05-09"),
        ("2026-05-11", -3, "2026-05-07"),
    ])
    func daysAreCountedOn(from: String, count: Int, to: String) {
        #expect(Self.may.advanced(Self.day(from), byBusinessDays: count) == Self.day(to))
    }

    @Test("Counting on and back comes to the same business day", arguments: -40...40)
    func thereAndBack(count: Int) {
        let start = Self.day("2026-05-05")
        let there = Self.may.advanced(start, byBusinessDays: count)
        #expect(Self.may.advanced(there, byBusinessDays: -count) == start)
        #expect(Self.may.isBusinessDay(there))
    }

    @Test("Of days and business days the later holds")
    func lags() {
        let friday = Self.day("2026-05-08")
        #expect(Self.may.day(friday, after: .none) == friday)
        #expect(Self.may.day(friday, after: Lag(days: 2)) == Self.day("2026-05-10"))
        let both = Lag(days: 2).longest(Lag(businessDays: 2))
        #expect(Self.may.day(friday, after: both) == Self.day("2026-05-11"))
        #expect(Self.may.day(friday, after: both.longest(Lag(days: 9))) == Self.day("2026-05-17"))
    }

    @Test("Holidays are known of the days that are stated, and of all where there are none")
    func known() {
        #expect(Self.may.knows(Self.day("2026-05-31")) && !Self.may.knows(Self.day("2026-06-01")))
        #expect(BusinessCalendar.everyDay.knows(Self.day("2099-01-01")))
    }
}
