package import Ledger
package import Records

/// What an earlier decision put in suspense and is there still.
package struct SuspendedMoney: Hashable, Sendable {
    package var decision: Int
    package var channel: AccountLabel
    /// Above zero.
    package var left: Money

    package init(decision: Int, channel: AccountLabel, left: Money) {
        self.decision = decision
        self.channel = channel
        self.left = left
    }
}
