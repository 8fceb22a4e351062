import Matching
import Records
import Testing

@testable import Resolution

@Suite struct SLAPolicyTests {
    /// Weekends only: 2026-06-01 is a Monday.
    static func businessDay(_ day: Day, _ count: Int) -> Day {
        var (day, left) = (day, count)
        while left > 0 {
            day = day.advanced(by: 1)
            if day.weekday <= 5 { left -= 1 }
        }
        return day
    }

    /// Monday, four in the afternoon, in China.
    static let opened = SampleCases.now
    static let friday = opened.advanced(bySeconds: 4 * 86_400)

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var severity: Break.Severity
        var opened: Instant
        var due: String
    }

    static let rows = [
        Row(
            testDescription: "critical: four hours", severity: .critical, opened: opened,
            due: "2026-06-01T20:00:00+08:00"),
        Row(
            testDescription: "critical on a Friday evening waits for no Monday",
            severity: .critical, opened: friday.advanced(bySeconds: 6 * 3_600),
            due: "2026-06-06T02:00:00+08:00"),
        Row(
            testDescription: "high: the end of the next business day", severity: .high,
            opened: opened, due: "2026-06-03T00:00:00+08:00"),
        Row(
            testDescription: "high on a Friday: the end of Monday", severity: .high,
            opened: friday, due: "2026-06-09T00:00:00+08:00"),
        Row(
            testDescription: "medium: three business days", severity: .medium, opened: opened,
            due: "2026-06-05T00:00:00+08:00"),
        Row(
            testDescription: "low: ten business days", severity: .low, opened: opened,
            due: "2026-06-16T00:00:00+08:00"),
    ]

    @Test("each severity has its time", arguments: rows)
    func due(row: Row) {
        let due = SLAPolicy().due(
            row.severity, openedAt: row.opened, zone: .china, businessDay: Self.businessDay)
        #expect(due.rfc3339(in: .china) == row.due)
    }

    @Test("amount and age make a break more severe")
    func severity() {
        var policy = SLAPolicy()
        policy.steps = [.init(currency: .cny, major: 5_000, severity: .critical)]
        let rows: [(Break.Severity, Int128, Int, Break.Severity)] = [
            (.low, 100, 0, .low), (.low, 100, 29, .low), (.low, 100, 30, .medium),
            (.low, 100, 90, .high), (.medium, 100, 90, .critical), (.high, 100, 400, .critical),
            (.low, 499_999, 0, .low), (.low, 500_000, 0, .critical), (.low, -500_000, 0, .critical),
        ]
        for (own, fen, age, expected) in rows {
            #expect(
                policy.severity(own, amount: SampleCases.cny(fen), ageDays: age) == expected,
                "\(own) \(fen) \(age)")
        }
        let dollars = Money(units: 9_000_000, scale: 2, currency: Currency("USD")!)
        #expect(policy.severity(.low, amount: dollars, ageDays: 0) == .low)
    }

    @Test("what waits by decision is not due before its day; what is resolved never")
    func expectation() throws {
        func due(_ whats: [BreakEvent.What]) throws -> String? {
            let sighting = BreakRecordTests.sighting(SampleCases.cny(-1_000))
            var record = try BreakRecord(
                BreakRecordTests.event(0, .found(run: 1, sighting)))
            for what in whats { try record.apply(BreakRecordTests.event(1, what)) }
            return SLAPolicy().due(record, zone: .china, businessDay: Self.businessDay)?
                .rfc3339(in: .china)
        }
        #expect(try due([]) == "2026-06-05T00:00:00+08:00")
        #expect(
            try due([.expected(until: Day("2026-06-20"), decision: 1)])
                == "2026-06-21T00:00:00+08:00")
        #expect(
            try due([.expected(until: Day("2026-06-02"), decision: 1)])
                == "2026-06-05T00:00:00+08:00")
        #expect(try due([.expected(until: nil, decision: 1)]) == nil)
        #expect(try due([.turned(.decided(1))]) == nil)
    }
}
