package import Ledger
package import Matching
package import Records

/// What the channel's entries of a leg of orders come to, net of fees, by what became of them. Per
/// channel and currency: opening + new + reopened = matched + carried + ignored.
package struct ChannelTerms: Hashable, Sendable {
    package struct Place: Hashable, Sendable, Comparable {
        package var channel: AccountLabel
        package var currency: Currency
        package init(_ channel: AccountLabel, _ currency: Currency) {
            self.channel = channel
            self.currency = currency
        }

        package static func < (a: Place, b: Place) -> Bool {
            a.channel != b.channel ? a.channel < b.channel : a.currency < b.currency
        }
    }

    package var opening: Money
    package var new: Money
    /// Recalled, and open again or matched otherwise.
    package var reopened: Money
    package var matched: Money
    package var carried: Money
    package var ignored: Money

    init(_ currency: Currency) {
        let zero = Money.zero(currency)
        (opening, new, reopened) = (zero, zero, zero)
        (matched, carried, ignored) = (zero, zero, zero)
    }

    package var closes: Bool {
        (opening + new + reopened).equals(matched + carried + ignored)
    }

    /// Of one leg. What was recalled and ends as it stood is in none of them.
    package static func of(
        _ outcome: LegOutcome, _ inputs: LegInputs, channel: (String) -> AccountLabel
    ) -> [Place: ChannelTerms] {
        var all: [Place: ChannelTerms] = [:]
        for (number, input) in inputs.right.enumerated() {
            let table = input.table
            let start = outcome.right.offsets[number]
            for position in 0..<input.count where !outcome.right.isUnchanged(start + position) {
                let row = input.rows.map { Int($0[position]) } ?? position
                guard table.status[row].movedMoney else { continue }
                let entryClass = outcome.right.classes[start + position]
                for money in amounts(table, row) where !money.isZero {
                    let place = Place(channel(table.channel[row]), money.currency)
                    all[place, default: ChannelTerms(money.currency)]
                        .add(money, input.standing, entryClass)
                }
            }
        }
        return all
    }

    /// Received, and the fee in its own currency.
    private static func amounts(_ table: EntryTable, _ row: Int) -> [Money] {
        guard let gross = table.gross(ofRow: row) else { return [] }
        let received = table.discount(ofRow: row).map { gross - $0 } ?? gross
        guard let fee = table.fee(ofRow: row) else { return [received] }
        return fee.currency == received.currency ? [received + fee] : [received, fee]
    }

    private mutating func add(_ money: Money, _ standing: Standing, _ entryClass: EntryClass) {
        switch standing {
        case .new: new = new + money
        case .opening: opening = opening + money
        case .recalled: reopened = reopened + money
        }
        switch entryClass {
        case .matched, .matchedWithinTolerance: matched = matched + money
        case .ignored: ignored = ignored + money
        default: carried = carried + money
        }
    }
}
