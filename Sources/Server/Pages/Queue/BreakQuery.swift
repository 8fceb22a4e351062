import Engine
import Matching
import Records
import Reports
import Resolution

/// What a queue of breaks is asked for, as its address says it; a view that is kept is an address.
struct BreakQuery: Sendable {
    enum Order: String, CaseIterable { case severity, age, amount, recent, leg }

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

    /// Whether it asks for all of its standing.
    private var isWhole: Bool {
        leg == nil && entryClass == nil && severity == nil && currency == nil && band == nil
            && day == nil && text == nil && least == nil && most == nil
    }

    /// Those that are asked for; `lines` stand in the order that is asked for.
    /// - Parameters:
    ///   - mentioned: whose words hold `text`, where it is asked for.
    ///   - through: of the last run.
    func apply(
        _ lines: [QueueLine], legs: [String], mentioned: Set<Hash128>?, through: Day?,
        cutOffSeconds: Int64, _ zone: ZoneRules
    ) -> [QueueLine] {
        if isWhole { return lines }
        let place = leg.map { legs.firstIndex(of: $0) ?? -1 }
        let times = day.map { day in
            QueueLine.start(of: day, cutOffSeconds: cutOffSeconds, zone)..<QueueLine.start(
                of: day.advanced(by: 1), cutOffSeconds: cutOffSeconds, zone)
        }
        var bounds = Bounds(self)
        return lines.filter { line in
            if let place, line.leg != place { return false }
            if let entryClass, line.entryClass != entryClass { return false }
            if let severity, line.severity != severity { return false }
            if let currency, line.amount.currency != currency { return false }
            if let times, !times.contains(line.time) { return false }
            if let band, AgeBand(days: line.age(through: through) ?? 0) != band { return false }
            if let mentioned, !mentioned.contains(line.id) { return false }
            return bounds.hold(line.amount)
        }
    }

    /// The least and the most, read once for each currency.
    private struct Bounds {
        private let least: String?
        private let most: String?
        private var known: [Currency: (least: Money?, most: Money?)] = [:]

        init(_ query: BreakQuery) {
            least = query.least
            most = query.most
        }

        mutating func hold(_ amount: Money) -> Bool {
            if least == nil, most == nil { return true }
            let currency = amount.currency
            let bounds =
                known[currency]
                ?? (
                    least.flatMap { Money(decimal: $0, currency: currency) },
                    most.flatMap { Money(decimal: $0, currency: currency) }
                )
            known[currency] = bounds
            let size = amount.units < 0 ? -amount : amount
            if let bound = bounds.least, (size - bound).units < 0 { return false }
            if let bound = bounds.most, (size - bound).units > 0 { return false }
            return true
        }
    }
}
