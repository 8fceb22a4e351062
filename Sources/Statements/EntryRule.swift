package import Records

/// One entry that a row yields. Every rule whose conditions hold yields one; a row for which no rule
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

/// A test on one field of a row. Several conditions of a list must all hold. An absent column reads
/// as empty: it equals nothing, differs from everything, is empty and is zero.
package struct Condition: Sendable, Hashable {
    /// Names of the column, first present wins.
    package var column: [String]
    package var test: Test

    package enum Test: Sendable, Hashable {
        case equals([String])
        case differs([String])
        case contains([String])
        case hasPrefix([String])
        case empty
        case notEmpty
        /// A number other than zero stands there.
        case nonZero
        case zeroOrEmpty
        case positive
        case negative
        /// RE2, searched.
        case matches(String)
        case notMatches(String)
        /// The column is in the header at all / is not.
        case columnPresent
        case columnAbsent
    }

    package init(column: [String], test: Test) {
        self.column = column
        self.test = test
    }
}

package struct AmountRule: Sendable, Hashable {
    /// Synonyms of one column, first present in the header wins. Several `sum` parts are added.
    package var columns: [[String]]
    /// Parts that are taken off: "订单金额 − 应结订单金额".
    package var minus: [[String]] = []
    package var sign: Sign = .asPrinted
    /// The field is in minor units (分) already.
    package var minorUnits = false
    /// Decimals come from this column (a token's `decimals`): the field is an integer of them.
    package var decimalsColumn: [String] = []
    /// RE2 with one group: the part of the field that is the amount ("服务费¥([0-9.]+)").
    package var capture = ""
    /// A field without a number counts as zero instead of being a problem. (An empty field is a
    /// problem only for gross; for another amount it is absent, and one part of a sum counts zero.)
    package var optional = false
    /// The other column of a pair: money in and money out; `columns` is in, this is out, and the
    /// amount is in − |out|; with the sign `reversed` in − out as printed (red entries of banks),
    /// with `positive` |in| − |out|.
    package var outColumn: [String] = []

    package enum Sign: Sendable, Hashable {
        case asPrinted
        case reversed
        /// |value|
        case positive
        /// −|value|
        case negative
        /// By another column's word: |value| if among `plus`, −|value| if among `minus`.
        case byColumn(column: [String], plus: [String], minus: [String])
        /// |value| where `to` is an own address, −|value| where `from` is (a chain transfer); a
        /// transfer between others is a problem (`foreignTransfer`). Own addresses are handed in;
        /// else the address that stands in the most rows is taken for it.
        case byOwnAddress(from: [String], to: [String])
        /// The field starts with C (credit, +) or D (debit, −), as UnionPay writes.
        case creditDebitLetter
    }

    package init(columns: [[String]]) { self.columns = columns }
}

package struct ReferenceRule: Sendable, Hashable {
    /// Synonyms, first present in the header wins.
    package var columns: [String] = []
    /// RE2; the first group that took part. Where it does not match the reference is absent.
    package var capture = ""
    package init() {}
    package init(columns: [String], capture: String = "") {
        self.columns = columns
        self.capture = capture
    }
}

package struct StatusRule: Sendable, Hashable {
    package var columns: [String] = []
    /// Printed word (compared without case) → status. "" is a word too.
    package var map: [String: EntryStatus] = [:]
    /// For words not in the map; nil = an unknown word is a problem.
    package var otherwise: EntryStatus? = .succeeded
    package init() {}
}

package struct DeliveryRule: Sendable, Hashable {
    package var columns: [String] = []
    package var map: [String: DeliveryStatus] = [:]
    /// The column with the delivered secret: delivered and empty, or containing one of `apologies`,
    /// is `deliveredEmpty`. The secret itself is never kept.
    package var secretColumn: [String] = []
    package var apologies: [String] = []
    package init() {}
}

package struct TimeRule: Sendable, Hashable {
    /// Synonyms; with `timeColumn` the two fields are joined by a space.
    package var columns: [String]
    package var timeColumn: [String] = []
    /// Tried in order. Letters: yyyy yy MM dd HH mm ss; "unixSeconds", "unixMilliseconds",
    /// "excelSerial", "MM/dd" and "MMddHHmmss" take the year from the period or the file's name;
    /// "rfc3339" carries its own offset. Default: the common forms with - / or . between.
    package var formats: [String] = []
    /// Another zone than the dialect's ("UTC").
    package var zone = ""
    /// A format without a year takes it from the date in this column, whichever year comes nearest.
    package var yearColumn: [String] = []
    package init(columns: [String]) { self.columns = columns }
}
