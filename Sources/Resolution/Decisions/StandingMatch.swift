package import Ledger
package import Records

/// A match that was made, to be taken apart.
package struct StandingMatch: Hashable, Sendable {
    package var leg: String
    package var role: LegRole
    package var left: [CaseItem]
    package var right: [CaseItem]
    package var channel: AccountLabel
    package var shop: AccountLabel
    package var bank: AccountLabel?
    /// The pairs that it is kept as.
    package var pairs: [DecisionEffect.Pair] = []
    /// The break that the match resolved.
    package var breakID: Hash128?

    package var items: [CaseItem] { left + right }

    package init(
        leg: String, role: LegRole, left: [CaseItem], right: [CaseItem], channel: AccountLabel,
        shop: AccountLabel, bank: AccountLabel? = nil, breakID: Hash128? = nil
    ) {
        self.leg = leg
        self.role = role
        self.left = left
        self.right = right
        self.channel = channel
        self.shop = shop
        self.bank = bank
        self.breakID = breakID
    }
}
