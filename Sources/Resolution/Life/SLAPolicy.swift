package import Matching
package import Records

/// By when a break must be dealt with, as data. Business days are counted by who knows the
/// calendar: `businessDay(day, n)` is the n-th business day after `day`.
package struct SLAPolicy: Hashable, Sendable {
    package enum Allowance: Hashable, Sendable {
        /// By the clock, on any day.
        case hours(Int)
        /// To the end of the n-th business day after.
        case businessDays(Int)
    }

    /// From so many major units of its currency a break counts as at least this severe.
    package struct Step: Hashable, Sendable {
        package var currency: Currency
        package var major: Int64
        package var severity: Break.Severity
        package init(currency: Currency, major: Int64, severity: Break.Severity) {
            self.currency = currency
            self.major = major
            self.severity = severity
        }
    }

    package var low = Allowance.businessDays(10)
    package var medium = Allowance.businessDays(3)
    package var high = Allowance.businessDays(1)
    package var critical = Allowance.hours(4)
    package var steps: [Step] = []
    /// Days of age when it is found (or reopened) at each of which it counts as one step more
    /// severe, ascending: what comes to light late has no time to wait.
    package var ageSteps = [30, 90]

    package init() {}

    /// The severity that the due time rests on.
    package func severity(
        _ own: Break.Severity, amount: Money, ageDays: Int
    ) -> Break.Severity {
        var severity = own
        for step in steps where step.currency == amount.currency {
            let limit = Int128(step.major) * Money.raise(1, by: amount.scale)
            if Int128(clamping: amount.units.magnitude) >= limit {
                severity = max(severity, step.severity)
            }
        }
        let raised = Int(severity.rawValue) + ageSteps.count { ageDays >= $0 }
        return Break.Severity(rawValue: UInt8(min(raised, 3))) ?? .critical
    }

    package func allowance(_ severity: Break.Severity) -> Allowance {
        switch severity {
        case .low: low
        case .medium: medium
        case .high: high
        case .critical: critical
        }
    }

    /// The first moment that is too late.
    package func due(
        _ severity: Break.Severity, openedAt: Instant, zone: ZoneRules,
        businessDay: (Day, Int) -> Day
    ) -> Instant {
        switch allowance(severity) {
        case .hours(let hours): openedAt.advanced(bySeconds: Int64(hours) * 3_600)
        case .businessDays(let count):
            zone.start(of: businessDay(openedAt.day(in: zone), count).advanced(by: 1))
        }
    }

    /// When an open break is due; nil for a resolved one. While a decision lets it wait, not before
    /// the end of that day, and never where it waits for what was ordered.
    package func due(
        _ record: BreakRecord, zone: ZoneRules, businessDay: (Day, Int) -> Day
    ) -> Instant? {
        guard record.life.state.isOpen else { return nil }
        let age = AgeBand.days(
            from: record.sighting.since, to: record.openedAt.day(in: zone))
        let severity = severity(
            record.sighting.severity, amount: record.remaining, ageDays: age)
        let due = due(
            severity, openedAt: record.openedAt, zone: zone, businessDay: businessDay)
        guard let expectation = record.expectation else { return due }
        guard let until = expectation.until else { return nil }
        return max(due, zone.start(of: until.advanced(by: 1)))
    }
}
