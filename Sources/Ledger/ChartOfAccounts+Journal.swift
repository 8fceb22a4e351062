import Records

extension ChartOfAccounts {
    /// The accounts and currencies that a journal uses, each currency at the finest digits it has
    /// there.
    package init(of journal: [JournalEntry]) {
        var accounts: Set<Account> = []
        var scales: [Currency: Int] = [:]
        for posting in journal.lazy.flatMap(\.postings) {
            accounts.insert(posting.account)
            let currency = posting.amount.currency
            let scale = max(posting.amount.canonical.scale, currency.exponent)
            scales[currency] = max(scales[currency] ?? 0, scale)
        }
        self.init(accounts: accounts, scales: scales)
    }
}
