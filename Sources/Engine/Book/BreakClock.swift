import Matching
package import Records
import Resolution

/// By when breaks must be dealt with, by the rules of a definition.
package struct BreakClock: Sendable {
    private let policy: SLAPolicy
    private let calendar: BusinessCalendar
    private let zone: ZoneRules

    package init(_ rules: Definition, zone: ZoneRules) {
        self.init(rules.book.slaPolicy, rules.calendar, zone: zone)
    }

    /// Where nobody names a calendar, Saturdays and Sundays are off.
    private init(_ policy: SLAPolicy, _ calendar: BusinessCalendar?, zone: ZoneRules) {
        self.policy = policy
        self.calendar = calendar ?? BusinessCalendar(name: "weekdays", weekend: [6, 7])
        self.zone = zone
    }

    /// By the rules that the book has now.
    package init(_ book: Book) throws(EngineError) {
        let zone = try book.zone
        if let stored = try book.store.definition() {
            self.init(try BookSources.parse(stored.yaml), zone: zone)
        } else {
            self.init(SLAPolicy(), nil, zone: zone)
        }
    }

    /// The first moment that is too late for a break that is open since `openedAt`.
    package func due(_ found: BookBreak) -> Instant {
        let opened = found.openedAt.day(in: zone)
        let since = found.breakOn ?? found.occurredAt?.day(in: zone) ?? opened
        let severity = policy.severity(
            found.severity, amount: found.amount,
            ageDays: AgeBand.days(from: since, to: opened))
        return policy.due(severity, openedAt: found.openedAt, zone: zone) { day, count in
            calendar.advanced(day, byBusinessDays: count)
        }
    }

    /// A decision lets it wait: not before the end of that day.
    package func due(_ found: BookBreak, expectedUntil day: Day) -> Instant {
        max(due(found), zone.start(of: day.advanced(by: 1)))
    }
}
