/// How columns become one signed amount.
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
