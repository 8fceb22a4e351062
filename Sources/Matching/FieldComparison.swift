/// One field of a pair, compared: what each side says and whether that is accepted.
package struct FieldComparison: Sendable, Hashable {
    package var field: Field
    /// Language-neutral values: a decimal with its currency, RFC 3339, a reference, a status name.
    package var left: String
    package var right: String
    package var agreement: Agreement

    package enum Field: String, Sendable, CaseIterable {
        case orderReference = "order_reference"
        case channelReference = "channel_reference"
        case refundReference = "refund_reference"
        case chainReference = "chain_reference"
        case kind, currency, amount
        case askedAmount = "asked_amount"
        case fee, status, time
    }

    package enum Agreement: String, Sendable {
        case equal
        case withinTolerance = "within_tolerance"
        case equivalent
        case differs
        /// One side does not say.
        case absent
    }

    package init(field: Field, left: String, right: String, agreement: Agreement) {
        self.field = field
        self.left = left
        self.right = right
        self.agreement = agreement
    }
}
