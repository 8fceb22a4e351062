import Ledger
import Matching
import Records

/// The amounts of entries that are matched with each other.
struct MatchSums {
    /// In the currency received.
    private(set) var asked: Money
    private(set) var received: Money
    /// By currency.
    private var kept: [Currency: Money] = [:]

    /// Refused without entries of both sides, or where one side has several currencies.
    init(_ items: [CaseItem]) throws(DecisionRefusal) {
        var sides: [Side: Money] = [:]
        var discount: Money?
        for item in items {
            let amount = item.side == .right ? item.received : item.gross
            if let known = sides[item.side] {
                guard known.currency == amount.currency else {
                    throw .currency(found: amount.currency, expected: known.currency)
                }
                sides[item.side] = known + amount
            } else {
                sides[item.side] = amount
            }
            guard item.side == .right else { continue }
            if let own = item.discount, item.moved { discount = discount.map { $0 + own } ?? own }
            let fee = item.kept
            kept[fee.currency] = kept[fee.currency].map { $0 + fee } ?? fee
        }
        guard let left = sides[.left], let right = sides[.right] else { throw .oneSided }
        received = right
        asked = left.currency == right.currency ? left : right
        if let discount, left.currency == right.currency { asked = asked - discount }
    }

    var difference: Money { received - asked }

    /// What moves the clearing account by exactly the net of the right side.
    func sale(
        _ channel: AccountLabel, _ shop: AccountLabel, to target: LedgerEvent.Difference
    ) -> [LedgerEvent] {
        var events = SalePostings.events(
            channel: channel, shop: shop, asked: asked, received: received,
            kept: kept[received.currency] ?? .zero(received.currency), to: target)
        for (currency, fee) in kept.sorted(by: { $0.key < $1.key })
        where currency != received.currency && !fee.isZero {
            events.append(.fee(channel: channel, amount: fee))
        }
        return events
    }
}
