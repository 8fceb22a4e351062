package import Records

/// One line of an entry: a debit (+) or credit (−) of an account.
package struct Posting: Hashable, Sendable {
    package let account: Account
    package let amount: Money

    package init(_ account: Account, _ amount: Money) {
        self.account = account
        self.amount = amount
    }
}
