package import Records

/// The sum of every account in every currency, at the scale of the books.
package struct Balances: Hashable, Sendable {
    /// One account in one currency.
    package struct Slot: Hashable, Sendable, Comparable {
        package let account: Account
        package let currency: Currency

        package static func < (a: Slot, b: Slot) -> Bool {
            a.account == b.account ? a.currency < b.currency : a.account < b.account
        }
    }

    /// Slots that have ever been posted to; the sum may be zero.
    package private(set) var units: [Slot: Int128] = [:]

    package init() {}

    /// All lines, or none where one does not fit.
    mutating func add(_ entry: BalancedEntry) throws(LedgerRefusal) {
        var changed: [Slot: Int128] = [:]
        for line in entry.lines {
            let before = changed[line.slot] ?? units[line.slot] ?? 0
            let sum = before + line.units
            guard (-Ledger.balanceLimit...Ledger.balanceLimit).contains(sum) else {
                throw .overflow(
                    entry.entry.identifier, line.slot.account, line.slot.currency)
            }
            changed[line.slot] = sum
        }
        units.merge(changed) { _, new in new }
    }
}
