package import Ledger
package import Matching
package import Records

/// An open break with all that a decision about it rests on.
package struct BreakCase: Hashable, Sendable {
    package var id: Hash128
    package var leg: String
    package var role: LegRole
    package var entryClass: EntryClass
    package var state: BreakState
    /// The break's amount, and what decisions have settled of it, with its sign.
    package var amount: Money
    package var settled: Money
    package var left: CaseItem?
    package var right: CaseItem?
    package var channel: AccountLabel
    package var shop: AccountLabel
    /// Of a leg of payouts.
    package var bank: AccountLabel?

    package init(
        id: Hash128, leg: String, role: LegRole, entryClass: EntryClass,
        state: BreakState = .new, amount: Money, settled: Money? = nil,
        left: CaseItem? = nil, right: CaseItem? = nil, channel: AccountLabel, shop: AccountLabel,
        bank: AccountLabel? = nil
    ) {
        precondition(left != nil || right != nil, "a break without entries")
        self.id = id
        self.leg = leg
        self.role = role
        self.entryClass = entryClass
        self.state = state
        self.amount = amount
        self.settled = settled ?? .zero(amount.currency)
        self.left = left
        self.right = right
        self.channel = channel
        self.shop = shop
        self.bank = bank
    }

    /// What is left of the amount.
    package var remaining: Money { amount - settled }

    package var items: [CaseItem] { [left, right].compactMap(\.self) }
}
