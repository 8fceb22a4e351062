import Records

/// A number as a file prints it: exact units with the decimals it has.
struct PrintedAmount: Equatable {
    var units: Int128
    var scale: Int
    /// A currency code glued to the number ("CNY 123.18", "0.0107USDT").
    var currency: Currency?
}
