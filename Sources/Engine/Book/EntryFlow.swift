package import Records

/// Entries of one statement that share day, channel, kind, status and currency, added up: what the
/// figures of days, months and channels are made of, without reading entries again.
///
/// Entries that a later statement superseded are taken off again by that statement's flows
/// (`count` and amounts with the opposite sign). Not proven by the log: it follows from entries.
package struct EntryFlow: Sendable, Hashable {
    package var key: Key
    package var count: Int
    /// The amount before fees; where the statement says none, the net one.
    package var amount: Money
    /// Zero where the statement says no fee.
    package var fee: Money

    package struct Key: Sendable, Hashable {
        package var statement: Int
        package var source: String
        package var day: Day?
        package var channel: String
        package var kind: EntryKind
        package var status: EntryStatus
        package var currency: Currency
        package var feeCurrency: Currency

        package init(
            statement: Int, source: String, day: Day?, channel: String, kind: EntryKind,
            status: EntryStatus, currency: Currency, feeCurrency: Currency
        ) {
            self.statement = statement
            self.source = source
            self.day = day
            self.channel = channel
            self.kind = kind
            self.status = status
            self.currency = currency
            self.feeCurrency = feeCurrency
        }
    }

    package init(key: Key, count: Int, amount: Money, fee: Money) {
        self.key = key
        self.count = count
        self.amount = amount
        self.fee = fee
    }

    /// Money that came in, or the same taken off again. A wallet's receipts stand on its chain as
    /// transfers, with what was sent away below zero.
    package var isIncome: Bool {
        switch key.kind {
        case .payment, .topUp: true
        case .transfer: !amount.isZero && (amount.units > 0) == (count > 0)
        default: false
        }
    }
}
