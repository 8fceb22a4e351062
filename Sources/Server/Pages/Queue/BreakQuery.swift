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
    var page = 1

    static let rowsPerPage = 50

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
        text = fields["q"]
        least = fields["least"]
        most = fields["most"]
        order = fields["sort"].flatMap { Order(rawValue: $0) } ?? .severity
        page = max(1, fields["page"].flatMap { Int($0) } ?? 1)
    }

    /// Those that are asked for, in the order that is asked for.
    func apply(
        _ breaks: [BookBreak], through: Day?, cutOffSeconds: Int64, _ zone: ZoneRules
    ) -> [BookBreak] {
        let wanted = text.map { $0.lowercased() }
        let kept = breaks.filter { found in
            if let leg, found.leg != leg { return false }
            if let entryClass, found.entryClass != entryClass { return false }
            if let severity, found.severity != severity { return false }
            if let currency, found.amount.currency != currency { return false }
            if let day {
                let own = found.occurredAt?.advanced(bySeconds: -cutOffSeconds).day(in: zone)
                guard own == day else { return false }
            }
            if let band {
                let age = Show.age(found, through: through, zone) ?? 0
                guard AgeBand(days: age) == band else { return false }
            }
            if let wanted, !BreakQuery.mentions(found, wanted) { return false }
            return isInRange(found.amount)
        }
        return sorted(kept)
    }

    private static func mentions(_ found: BookBreak, _ text: String) -> Bool {
        found.id.hex.hasPrefix(text)
            || [found.reference, found.leftReference, found.rightReference].contains {
                $0.lowercased().contains(text)
            } || found.explanations.contains { $0.lowercased().contains(text) }
    }

    private func isInRange(_ amount: Money) -> Bool {
        let size = amount.units < 0 ? -amount : amount
        if let least, let bound = Money(decimal: least, currency: amount.currency),
            (size - bound).units < 0
        {
            return false
        }
        if let most, let bound = Money(decimal: most, currency: amount.currency),
            (size - bound).units > 0
        {
            return false
        }
        return true
    }

    private func sorted(_ breaks: [BookBreak]) -> [BookBreak] {
        func time(_ found: BookBreak) -> Int64 { found.occurredAt?.microseconds ?? .max }
        func size(_ found: BookBreak) -> UInt128 {
            found.amount.rescaled(to: 18).units.magnitude
        }
        return breaks.sorted { a, b in
            switch order {
            case .severity where a.severity != b.severity:
                a.severity.rawValue > b.severity.rawValue
            case .amount where size(a) != size(b): size(a) > size(b)
            case .recent where time(a) != time(b): time(a) > time(b)
            case .age where time(a) != time(b), .severity where time(a) != time(b):
                time(a) < time(b)
            default: a.id < b.id
            }
        }
    }
}
