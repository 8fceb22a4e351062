package import Records

/// All balances side by side. Debits and credits of every currency are equal, or the books are
/// broken.
package struct TrialBalance: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let account: Account
        /// Debit positive, credit negative.
        package let balance: Money
    }

    package struct Total: Hashable, Sendable {
        package let debits: Money
        package let credits: Money
        /// Zero in sound books.
        package let difference: Money
    }

    /// By account and currency; zero balances too.
    package let rows: [Row]
    /// By currency.
    package let totals: [Total]

    package var isZero: Bool { totals.allSatisfy(\.difference.isZero) }

    init(_ balances: Balances, _ chart: ChartOfAccounts) {
        var rows: [Row] = []
        var sums: [Currency: (debits: Int128, credits: Int128)] = [:]
        for (slot, units) in balances.units.sorted(by: { $0.key < $1.key }) {
            let scale = chart.scales[slot.currency] ?? 0
            rows.append(
                Row(
                    account: slot.account,
                    balance: Money(units: units, scale: scale, currency: slot.currency)))
            if units > 0 {
                sums[slot.currency, default: (0, 0)].debits += units
            } else {
                sums[slot.currency, default: (0, 0)].credits += units
            }
        }
        self.rows = rows
        totals = sums.sorted { $0.key < $1.key }.map { currency, sum in
            func money(_ units: Int128) -> Money {
                Money(units: units, scale: chart.scales[currency] ?? 0, currency: currency)
            }
            return Total(
                debits: money(sum.debits), credits: money(-sum.credits),
                difference: money(sum.debits + sum.credits))
        }
    }
}
