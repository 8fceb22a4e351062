import Engine
import Records
import Testing

/// The month that `serve --demo` shows.
@Suite struct DemoMonthTests {
    static let last = Day(number: Day.number(year: 2026, month: 6, day: 18))

    @Test("a month is made of days that join on, and is always the same")
    func month() {
        let first = DemoMonth.deliveries(through: Self.last, days: 4)
        let again = DemoMonth.deliveries(through: Self.last, days: 4)
        #expect(first.map(\.day.description).last == "2026-06-18" && first.count == 4)
        #expect(first.flatMap { $0.files.map(\.bytes) } == again.flatMap { $0.files.map(\.bytes) })
        let names = first.flatMap { $0.files.map(\.name) }
        #expect(Set(names).count == names.count && names.count == 40)
        #expect(Set(first.flatMap { $0.files.map(\.source) }).count == 10)
    }
}
