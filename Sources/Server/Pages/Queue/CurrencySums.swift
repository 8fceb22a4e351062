import Records

/// Money of several currencies, each added up by itself. There are few of them: they are looked
/// through, the one of the money before first.
struct CurrencySums: Sendable {
    private(set) var all: [(count: Int, amount: Money)] = []
    private var last = 0

    mutating func add(_ money: Money) {
        if last >= all.count || all[last].amount.currency != money.currency {
            last = all.firstIndex { $0.amount.currency == money.currency } ?? all.count
            if last == all.count { all.append((0, .zero(money.currency))) }
        }
        all[last].count += 1
        all[last].amount = all[last].amount + money
    }

    /// By currency.
    var sorted: [(count: Int, amount: Money)] {
        all.sorted { $0.amount.currency < $1.amount.currency }
    }

    var words: String { sorted.map { Show.amount($0.amount) }.joined(separator: " · ") }
}
