package import Ledger
package import Records

/// Whether a channel's clearing account is what the channel says, less what is open: only what is
/// matched or decided was posted, so nothing else may be missing.
package struct ClearingCheck: Hashable, Sendable {
    /// Net of all entries that count: of the first opening, and new in any run, without what is
    /// ignored, superseded or withdrawn.
    package var channel: Money
    /// Net of the channel's entries that are open.
    package var open: Money
    /// Decided in part of what is open.
    package var parts: Money
    /// Decided between a trade bill and its fund flow.
    package var flow: Money
    /// Out of the channel, into banks; below zero.
    package var payouts: Money
    /// Of the clearing account.
    package var balance: Money

    package init(
        channel: Money, open: Money, parts: Money, flow: Money, payouts: Money, balance: Money
    ) {
        self.channel = channel
        self.open = open
        self.parts = parts
        self.flow = flow
        self.payouts = payouts
        self.balance = balance
    }

    /// Zero for sound books.
    package var residual: Money { balance - (channel - open + parts + flow + payouts) }

    /// What entries of a journal moved on the clearing accounts.
    package static func movements(
        _ journal: some Sequence<JournalEntry>
    ) -> [ChannelTerms.Place: Money] {
        var sums: [ChannelTerms.Place: Money] = [:]
        for entry in journal {
            for posting in entry.postings {
                guard case .clearing(let label) = posting.account else { continue }
                let place = ChannelTerms.Place(label, posting.amount.currency)
                sums[place] = sums[place].map { $0 + posting.amount } ?? posting.amount
            }
        }
        return sums
    }
}
