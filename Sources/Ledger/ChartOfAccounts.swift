package import Records

/// Which accounts and currencies the books have. Anything else is refused.
package struct ChartOfAccounts: Hashable, Sendable {
    package let accounts: Set<Account>
    /// Per currency the digits that its books are kept with; a finer amount is refused.
    package let scales: [Currency: Int]

    package init(accounts: Set<Account>, scales: [Currency: Int]) {
        precondition(accounts.count <= Ledger.accountLimit, "\(accounts.count) accounts")
        precondition(scales.values.allSatisfy { (0...Money.maximumScale).contains($0) }, "scales")
        self.accounts = accounts
        self.scales = scales
    }

    /// The chart of a merchant: per channel clearing, fees and suspense; per shop revenue and
    /// refunds; per bank an account; and the general ones. Currencies at their own minor unit.
    package static func merchant(
        channels: [AccountLabel], banks: [AccountLabel], shops: [AccountLabel],
        currencies: [Currency]
    ) -> ChartOfAccounts {
        var accounts: Set<Account> = [
            .exchangeGains, .adjustments, .writeOffs, .rounding, .conversion, .opening,
        ]
        for channel in channels {
            accounts.formUnion([.clearing(channel), .fees(channel), .suspense(channel)])
        }
        for bank in banks { accounts.insert(.bank(bank)) }
        for shop in shops { accounts.formUnion([.revenue(shop), .refunds(shop)]) }
        return ChartOfAccounts(
            accounts: accounts,
            scales: Dictionary(
                currencies.map { ($0, $0.exponent) }, uniquingKeysWith: { first, _ in first }))
    }
}
