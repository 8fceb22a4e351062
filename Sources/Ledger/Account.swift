/// The accounts that a merchant's books can have. None lies below another, so that a balance is one
/// account's and not also its children's.
package enum Account: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Money in a bank or wallet of one's own.
    case bank(AccountLabel)
    /// What a channel has received and not yet paid out 渠道待清算.
    case clearing(AccountLabel)
    /// Money that nobody has explained yet 挂账.
    case suspense(AccountLabel)
    case revenue(AccountLabel)
    /// Against revenue.
    case refunds(AccountLabel)
    /// Gain (credit) or loss (debit) when money changes its currency 汇兑损益.
    case exchangeGains
    case fees(AccountLabel)
    case adjustments
    case writeOffs
    /// Parts of a minor unit that nobody pays.
    case rounding
    /// Carries what is exchanged, so that every currency balances by itself.
    case conversion
    case opening

    /// As beancount and hledger spell it: the first part is the kind of account.
    package var description: String {
        switch self {
        case .bank(let label): "Assets:Bank:\(label.title)"
        case .clearing(let label): "Assets:Clearing:\(label.title)"
        case .suspense(let label): "Liabilities:Suspense:\(label.title)"
        case .revenue(let label): "Income:Revenue:\(label.title)"
        case .refunds(let label): "Income:Refunds:\(label.title)"
        case .exchangeGains: "Income:ExchangeGains"
        case .fees(let label): "Expenses:Fees:\(label.title)"
        case .adjustments: "Expenses:Adjustments"
        case .writeOffs: "Expenses:WriteOffs"
        case .rounding: "Expenses:Rounding"
        case .conversion: "Equity:Conversion"
        case .opening: "Equity:Opening"
        }
    }

    /// Reads `description`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        let label = parts.count == 3 ? AccountLabel(title: parts[2]) : nil
        let found: Account? =
            switch (parts.prefix(2).joined(separator: ":"), label) {
            case ("Assets:Bank", let label?): .bank(label)
            case ("Assets:Clearing", let label?): .clearing(label)
            case ("Liabilities:Suspense", let label?): .suspense(label)
            case ("Income:Revenue", let label?): .revenue(label)
            case ("Income:Refunds", let label?): .refunds(label)
            case ("Income:ExchangeGains", nil): .exchangeGains
            case ("Expenses:Fees", let label?): .fees(label)
            case ("Expenses:Adjustments", nil): .adjustments
            case ("Expenses:WriteOffs", nil): .writeOffs
            case ("Expenses:Rounding", nil): .rounding
            case ("Equity:Conversion", nil): .conversion
            case ("Equity:Opening", nil): .opening
            default: nil
            }
        guard let found, found.description == text else { return nil }
        self = found
    }

    /// Money that somebody holds: the accounts that can be exchanged or opened with a balance.
    var isHolding: Bool {
        switch self {
        case .bank, .clearing, .suspense: true
        default: false
        }
    }

    package static func < (a: Account, b: Account) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }
}
