import Engine
import Matching
import Records
import Reports
import Resolution

/// What a queue of breaks is asked for, as its address says it; a view that is kept is an address.
struct BreakQuery: Sendable {
    enum Order: String, CaseIterable { case severity, age, amount, recent }

    var standing = BreakFilter.Standing.open
    var leg: String?
    var entryClass: EntryClass?
    var severity: Break.Severity?
    var currency: Currency?
    var band: AgeBand?
    var day: Day?
    var text: String?
    /// Major units, whatever the sign.
    var least: String?
    var most: String?
    var order = Order.severity
    /// The break before the page's first, or after its last.
    var place: Place?

    enum Place: Sendable, Hashable {
        case after(String)
        case before(String)
    }

    static let rowsPerPage = 50
    /// Fields that say where in the queue a page is, and not which queue.
    static let places = ["after", "before"]

    init(_ fields: FormFields) {
        standing = fields["state"].flatMap { BreakFilter.Standing(rawValue: $0) } ?? .open
        leg = fields["leg"]
        entryClass = fields["class"].flatMap { name in
            EntryClass.allCases.first { $0.name == name }
        }
        severity = fields["severity"].flatMap { name in
            Show.severities.first { $0.name == name }
        }
        currency = fields["currency"].flatMap { Currency($0) }
        band = fields["age"].flatMap { AgeBand(rawValue: $0) }
        day = fields["day"].flatMap { Day($0) }
        text = fields["q"].map { String($0.prefix(200)) }
        least = fields["least"]
        most = fields["most"]
        order = fields["sort"].flatMap { Order(rawValue: $0) } ?? .severity
        place = fields["after"].map { .after($0) } ?? fields["before"].map { .before($0) }
    }

    /// What the store is asked for.
    func filter(through: Day?, cutOffSeconds: Int64, _ zone: ZoneRules) -> BreakFilter {
        var filter = BreakFilter()
        filter.standing = standing
        filter.leg = leg
        filter.classes = entryClass.map { [$0] } ?? []
        filter.severities = severity.map { [$0] } ?? []
        filter.currency = currency
        filter.words = text
        if let day {
            func start(_ day: Day) -> Instant {
                zone.start(of: day).advanced(bySeconds: cutOffSeconds)
            }
            filter.since = start(day)
            filter.until = start(day.advanced(by: 1))
        }
        if let band, let through {
            let days = band.days
            let first = days.upperBound.map { zone.start(of: through.advanced(by: -$0)) }
            let end =
                days.lowerBound == 0
                ? nil : zone.start(of: through.advanced(by: 1 - days.lowerBound))
            filter.since = [filter.since, first].compactMap { $0 }.max()
            filter.until = [filter.until, end].compactMap { $0 }.min()
        }
        filter.sizes = sizes
        switch order {
        case .severity: filter.order = .severity
        case .amount: filter.order = .amount
        case .age: filter.order = .occurred
        case .recent:
            filter.order = .occurred
            filter.isDescending = true
        }
        return filter
    }

    private var sizes: ClosedRange<Int64>? {
        func size(_ text: String?) -> Int64? {
            text.flatMap { Money(decimal: $0, currency: .cny) }.map { BreakFilter.size(of: $0) }
        }
        guard least != nil || most != nil else { return nil }
        let low = size(least) ?? 0
        return low...max(low, size(most) ?? Int64.max)
    }
}

extension AgeBand {
    /// Days from when it happened to the end of the last run; no upper bound: however long ago.
    var days: (lowerBound: Int, upperBound: Int?) {
        switch self {
        case .day: (0, 1)
        case .week: (2, 7)
        case .month: (8, 30)
        case .quarter: (31, 90)
        case .older: (91, nil)
        }
    }
}
