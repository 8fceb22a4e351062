package import Records

/// What a decision says once and for all: later runs honour it until it is taken back.
package struct StandingRule: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        /// Left out by the named rule, by identity.
        case ignored(Hash128, rule: String)
        /// Looks like a repeat, and is none.
        case notADuplicate(Hash128)
        /// The two do not belong together.
        case apart(left: Hash128, right: Hash128)
        /// This money will go back: its refund needs no order, it takes the money out of suspense.
        case refundExpected(
            amount: Money, orderReference: String?, channelReference: String?)
    }

    package var decision: Int
    package var what: What

    package init(decision: Int, _ what: What) {
        self.decision = decision
        self.what = what
    }
}
