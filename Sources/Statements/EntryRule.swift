package import Records

/// One entry that a row yields. Every rule whose conditions hold yields one; a row for which none
/// holds, and which is not declared a non-entry, is a problem (`unknown_kind`).
package struct EntryRule: Sendable, Hashable {
    package var conditions: [Condition] = []
    package var kind: EntryKind = .payment
    /// Where the kind depends on a column: value → kind. A value not listed falls back to `kind`
    /// if `kindOtherwise`, else it is a problem.
    package var kindColumn: [String] = []
    package var kindMap: [String: EntryKind] = [:]
    package var kindOtherwise = false
    package var status = StatusRule()
    package var gross: AmountRule?
    package var discount: AmountRule?
    package var fee: AmountRule?
    package var asked: AmountRule?
    package var settled: AmountRule?
    package var original: AmountRule?
    package var balance: AmountRule?
    /// "0.60%" in a column: kept as the row's stated rate.
    package var feeRateColumn: [String] = []
    package var currencyColumn: [String] = []
    package var feeCurrencyColumn: [String] = []
    package var askedCurrencyColumn: [String] = []
    package var settledCurrencyColumn: [String] = []
    package var originalCurrencyColumn: [String] = []
    /// Constants where no column says it; nil = a code glued to the number ("0.02USDT"), else the
    /// entry's (of `currency`: the dialect's).
    package var currency: Currency?
    package var feeCurrency: Currency?
    package var askedCurrency: Currency?
    package var settledCurrency: Currency?
    package var originalCurrency: Currency?
    package var orderReference = ReferenceRule()
    package var channelReference = ReferenceRule()
    package var refundReference = ReferenceRule()
    package var batchReference = ReferenceRule()
    package var bankReference = ReferenceRule()
    package var chainReference = ReferenceRule()
    package var chainAddress = ReferenceRule()
    package var occurredAt: [TimeRule] = []
    package var createdAt: [TimeRule] = []
    package var expiresAt: [TimeRule] = []
    package var deliveredAt: [TimeRule] = []
    package var bookedOn: [TimeRule] = []
    package var valueOn: [TimeRule] = []
    package var channelColumn: [String] = []
    package var productColumn: [String] = []
    package var shopColumn: [String] = []
    package var delivery = DeliveryRule()
    package var counterpartyColumn: [String] = []
    package var memoColumn: [String] = []
    /// Columns whose values make the identity, with the kind; empty = the whole row and its
    /// occurrence number.
    package var identity: [String] = []
    /// The identity also counts equal ones within the file: several transfers of one transaction.
    package var identityCounts = false
    /// Conditions under which the row is a problem instead (fake token, wrong contract).
    package var guards: [Guard] = []

    package struct Guard: Sendable, Hashable {
        package var conditions: [Condition]
        package var code: ProblemCode
        /// Shown as "expected".
        package var expected: String
        package init(conditions: [Condition], code: ProblemCode, expected: String) {
            self.conditions = conditions
            self.code = code
            self.expected = expected
        }
    }

    package init() {}
}
