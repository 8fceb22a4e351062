/// What a person says a column is. The raw value is its word in forms and on the wire.
package enum ColumnUse: String, Sendable, Hashable, CaseIterable {
    case orderReference = "order"
    case channelReference = "trade"
    case refundReference = "refund"
    case amount
    /// A pair of columns: money that came in, money that went out.
    case moneyIn = "in"
    case moneyOut = "out"
    case fee, balance, currency, time
    /// The time of day, where it stands in a column of its own.
    case clock
    case status, kind, channel, counterparty, memo
}
