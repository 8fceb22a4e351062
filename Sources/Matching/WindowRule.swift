/// No common key: equal amount, currency and kind within a signed time window, and unique in it.
package struct WindowRule: Sendable, Hashable {
    /// right − left must lie in `beforeSeconds...afterSeconds` (beforeSeconds ≤ 0).
    package var beforeSeconds: Int64 = -300
    package var afterSeconds: Int64 = 300
    /// Where the left entry states its payment window (created…expires), that is used instead.
    package var usesPaymentWindow = false
    /// Also the counterparty (who paid) must be the same bytes; who names none takes no part.
    package var sameCounterparty = false
    package var amount = AmountTolerance()
    /// Wider allowance in which a unique pair is an `amount_mismatch` (under-/over-paid), not a
    /// match.
    package var nearAmount: AmountTolerance?
    package init() {}
}
