import Records
import Testing

@testable import Matching

@Suite("When expected items become breaks") struct ExpectedTests {
    typealias Row = LegBuilder.Row

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var lag: Lag
        /// Day of the month and hour at which the entry happened; the run goes through `through`.
        var at: (day: Int64, hour: Int64)
        var through: Int64
        var entryClass: EntryClass
        /// Day of the month on which it becomes a break.
        var breakOn: Int
        var testDescription: String { name }
    }

    /// June 2026: the 1st is a Monday; off from Friday the 19th, worked on Saturday the 27th.
    static let june = BusinessCalendar(
        name: "june", weekend: [6, 7], holidays: [Day("2026-06-19")!, Day("2026-06-22")!],
        makeUpDays: [Day("2026-06-27")!])

    static let cases: [Case] = [
        Case(
            name: "in its days it is expected", lag: Lag(days: 2), at: (1, 12), through: 3,
            entryClass: .expected, breakOn: 4),
        Case(
            name: "after them it is a break", lag: Lag(days: 2), at: (1, 12), through: 4,
            entryClass: .missingRight, breakOn: 1),
        Case(
            name: "Friday's money comes on Monday", lag: Lag(businessDays: 1), at: (5, 12),
            through: 8, entryClass: .expected, breakOn: 9),
        Case(
            name: "on Tuesday it is late", lag: Lag(businessDays: 1), at: (5, 12), through: 9,
            entryClass: .missingRight, breakOn: 5),
        Case(
            name: "over a holiday", lag: Lag(businessDays: 2), at: (18, 12), through: 24,
            entryClass: .expected, breakOn: 25),
        Case(
            name: "a worked Saturday counts", lag: Lag(businessDays: 1), at: (26, 12), through: 27,
            entryClass: .expected, breakOn: 28),
        Case(
            name: "so on Sunday it is a break", lag: Lag(businessDays: 1), at: (26, 12),
            through: 28, entryClass: .missingRight, breakOn: 26),
        Case(
            name: "near the cut-off the next file comes first", lag: .none, at: (5, 23),
            through: 5, entryClass: .expected, breakOn: 7),
        Case(
            name: "and a long way is no shorter for it", lag: Lag(businessDays: 1), at: (5, 23),
            through: 5, entryClass: .expected, breakOn: 9),
    ]

    static func definition(_ one: Case) -> LegDefinition {
        var definition = LegBuilder().definition
        definition.calendar = june
        definition.graceSeconds = 3_600
        definition.period = Period(
            through: LegBuilder.day.start.advanced(bySeconds: one.through * 86_400))
        return definition
    }

    static func row(_ one: Case, _ kind: EntryKind) -> Row {
        Row(
            reference: "A", amount: 500,
            at: LegBuilder.midnight + (one.at.day - 1) * 86_400 + one.at.hour * 3_600, kind: kind)
    }

    private func check(_ outcome: LegOutcome, _ one: Case) throws {
        let found = try #require((outcome.expected + outcome.breaks).first)
        #expect(found.entryClass == one.entryClass)
        #expect(found.breakOn == Day(year: 2026, month: 6, day: one.breakOn))
        #expect(outcome.expected.isEmpty == (one.entryClass != .expected))
        #expect(outcome.closes)
    }

    @Test(arguments: cases) func anOrderWaitsForItsMoney(_ one: Case) throws {
        var leg = LegBuilder()
        leg.definition = Self.definition(one)
        leg.definition.expectedWithin = one.lag
        leg.left = [Self.row(one, .order)]
        try check(leg.run(), one)
    }

    @Test(arguments: cases) func moneyWaitsForItsOrder(_ one: Case) throws {
        var mirrored = one
        if mirrored.entryClass == .missingRight { mirrored.entryClass = .missingLeft }
        var leg = LegBuilder()
        leg.definition = Self.definition(one)
        leg.definition.leftExpectedWithin = one.lag
        leg.right = [Self.row(one, .payment)]
        try check(leg.run(), mirrored)
    }
}
