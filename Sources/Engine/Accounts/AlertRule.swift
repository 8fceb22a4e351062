package import Records

/// When somebody wants to be told that the book stands badly.
package struct AlertRule: Sendable, Hashable {
    /// The raw value is its word in forms, on the wire and in `server.db`.
    package enum Kind: String, Sendable, CaseIterable {
        /// Open breaks of one currency add up to more than an amount, whatever their signs.
        case exposure
        /// A source's statement of a day is not there so many hours after the day's end.
        case missing
        /// The last run's verdict is another than reconciled.
        case verdict
        /// More webhook messages than so many were given up.
        case deadLetters = "dead_letters"
        /// More open breaks than so many are past their due time.
        case overdue
    }

    package var number: Int
    package var kind: Kind
    /// An amount of `currency`, hours, or a number; empty where there is nothing to say.
    package var threshold: String
    /// Of `exposure`; empty otherwise.
    package var currency: String

    /// Rules of a book: a few of each kind, one per currency.
    package static let limit = 30
    /// Ten days: a month's bill may come so late.
    package static let hours = 0...240
    package static let counts = 0...1_000_000

    /// Nil where the threshold is none of the kind.
    package init?(number: Int = 0, kind: Kind, threshold: String, currency: String) {
        self.number = number
        self.kind = kind
        self.threshold = kind == .verdict ? "" : threshold
        self.currency = kind == .exposure ? currency : ""
        switch kind {
        case .exposure:
            guard let money, money.units >= 0 else { return nil }
        case .missing:
            guard let count, AlertRule.hours.contains(count) else { return nil }
        case .deadLetters, .overdue:
            guard let count, AlertRule.counts.contains(count) else { return nil }
        case .verdict: break
        }
    }

    /// Of `exposure`.
    package var money: Money? {
        Currency(currency).flatMap { Money(decimal: threshold, currency: $0) }
    }

    /// Hours, or a number.
    package var count: Int? { Int(threshold) }
}
