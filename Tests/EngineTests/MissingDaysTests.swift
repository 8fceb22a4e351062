import Matching
import Records
import Reports
import Testing

@testable import Engine

@Suite("Missing days") struct MissingDaysTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var cadence: Cadence
        /// Days of June 2026 that statements cover: "1 2 4-6".
        var covered: String
        var through: Int
        var missing: String
        var testDescription: String { name }
    }

    static func day(_ number: Int) -> Day { Day("2026-06-01")!.advanced(by: number - 1) }

    static func days(_ text: String) -> [ClosedRange<Day>] {
        text.split(separator: " ").map { part in
            let ends = part.split(separator: "-").map { day(Int($0)!) }
            return ends.first!...ends.last!
        }
    }

    /// June 1st 2026 is a Monday; the 19th to 21st are the Dragon Boat Festival.
    static let cases: [Case] = [
        Case(
            name: "a day without a statement", cadence: .daily, covered: "1-13 15", through: 15,
            missing: "14"),
        Case(
            name: "days in a row are one gap", cadence: .daily, covered: "1 2 9 5", through: 10,
            missing: "3-4 6-8 10"),
        Case(
            name: "statements come in any order and overlap", cadence: .daily,
            covered: "5-9 1-6 2", through: 9, missing: ""),
        Case(
            name: "the last day that a run takes in is asked for", cadence: .daily, covered: "1-2",
            through: 4, missing: "3-4"),
        Case(
            name: "later statements say nothing of the run", cadence: .daily, covered: "1-2 9",
            through: 4, missing: "3-4"),
        Case(
            name: "before the first statement nothing is missing", cadence: .daily, covered: "9",
            through: 4, missing: ""),
        Case(
            name: "nothing is expected of a source that never came", cadence: .daily, covered: "",
            through: 9, missing: ""),
        Case(
            name: "or that comes whenever it likes", cadence: .none, covered: "1 20", through: 30,
            missing: ""),
        Case(
            name: "a weekend is no gap of business days", cadence: .businessDays,
            covered: "1-5 8", through: 8, missing: ""),
        Case(
            name: "a gap of business days ends with them", cadence: .businessDays,
            covered: "1-4 10", through: 10, missing: "5-9"),
        Case(
            name: "a holiday is no gap of business days", cadence: .businessDays,
            covered: "15-18", through: 21, missing: ""),
        Case(
            name: "the business day after it is", cadence: .businessDays, covered: "15-18",
            through: 22, missing: "22"),
        Case(
            name: "six days are no missing week", cadence: .weekly, covered: "1-7 14-20",
            through: 26, missing: ""),
        Case(
            name: "seven are", cadence: .weekly, covered: "1-7 15-21", through: 28,
            missing: "8-14 22-28"),
        Case(
            name: "a month less a day is no missing month", cadence: .monthly, covered: "1",
            through: 30, missing: ""),
        Case(name: "a month is", cadence: .monthly, covered: "1", through: 31, missing: "2-31"),
        // 2027-02-01 is day 246.
        Case(
            name: "a missing February is a month", cadence: .monthly, covered: "215-245 274-304",
            through: 304, missing: "246-273"),
        Case(
            name: "a balance of each first is enough for a month", cadence: .monthly,
            covered: "215 246 274", through: 300, missing: ""),
    ]

    @Test(arguments: cases) func gaps(_ one: Case) throws {
        let china = try #require(try CalendarFile.builtin()["cn"])
        let found = MissingDays.gaps(
            covered: Self.days(one.covered), one.cadence, china, through: Self.day(one.through))
        #expect(found == Self.days(one.missing))
    }

    /// Hours from 2026-06-01 00:00 in China.
    static func period(_ start: Int64, _ end: Int64) -> Period {
        let midnight = ZoneRules.china.start(of: day(1))
        return Period(
            start: midnight.advanced(bySeconds: start * 3600),
            end: midnight.advanced(bySeconds: end * 3600))
    }

    @Test(
        "a statement covers the days whose noon lies in it",
        arguments: [
            (period(0, 24), 0, "1"), (period(0, 72), 0, "1-3"), (period(-1, 23), 0, "1"),
            (period(-1, 23), -3600, "1"), (period(13, 20), 0, "1"), (period(14, 34), 0, "2"),
            (period(30, 30), 0, "2"), (period(0, 0), 0, "1"), (period(6, 30), 6 * 3600, "1"),
        ])
    func coverage(period: Period, cutOff: Int64, days: String) {
        let found = MissingDays.days(of: period, zone: .china, cutOffSeconds: cutOff)
        #expect([found] == Self.days(days))
    }

    @Test("sources are told by name, in the reader's language")
    func sources() throws {
        let definition = try LagTests.definition(source: "    cadence: business_days")
        var statements: [StatementFact] = []
        for (source, number) in [("bank", 5), ("orders", 1), ("bank", 1), ("orders", 3)] {
            var fact = StatementFact(
                number: statements.count + 1, importNumber: 1, file: "f", source: source,
                dialect: "d")
            let hours = Int64(number - 1) * 24
            if source == "orders" {
                fact.period = Self.period(hours, hours + 24)
            } else {
                fact.firstTime = Self.period(hours + 9, hours + 9).start.microseconds
                fact.lastTime = Self.period(hours + 17, hours + 17).start.microseconds
            }
            statements.append(fact)
        }
        let gaps = MissingDays.gaps(
            of: statements, definition, zone: .china, through: Self.day(5))
        #expect(
            gaps == [
                .init(source: "bank", days: Self.day(2)...Self.day(4)),
                .init(source: "orders", days: Self.day(2)...Self.day(2)),
                .init(source: "orders", days: Self.day(4)...Self.day(5)),
            ])
        #expect(
            gaps[1].reason.sentence(.english) == "2026-06-02 is missing from orders.")
        #expect(gaps[1].reason.sentence(.simplifiedChinese) == "orders 缺少 2026-06-02 的账单。")
        #expect(
            gaps[0].reason.sentence(.traditionalChinese)
                == "bank 缺少 2026-06-02 至 2026-06-04 的帳單。")
        #expect(RunAssembly.verdict(gaps.map(\.reason)) == .incomplete)
        var untold = definition
        untold.sources[1].cadence = nil
        #expect(
            MissingDays.gaps(of: statements, untold, zone: .china, through: Self.day(5))
                .allSatisfy { $0.source == "orders" })
    }
}
