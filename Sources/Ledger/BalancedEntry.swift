import Records

/// An entry that balances in every currency and fits the chart.
package struct BalancedEntry: Hashable, Sendable {
    /// A posting at the scale of the books.
    struct Line: Hashable, Sendable {
        var slot: Balances.Slot
        var units: Int128
    }

    package let entry: JournalEntry
    let lines: [Line]

    package init(_ entry: JournalEntry, in chart: ChartOfAccounts) throws(LedgerRefusal) {
        let name = entry.identifier
        guard (2...Ledger.postingLimit).contains(entry.postings.count) else {
            throw .postings(name, found: entry.postings.count, limit: Ledger.postingLimit)
        }
        let bytes = entry.memo.utf8
        guard bytes.count <= Ledger.memoLimit, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw .memo(name, bytes: bytes.count, limit: Ledger.memoLimit) }
        var lines: [Line] = []
        var sums: [Currency: Int128] = [:]
        for posting in entry.postings {
            let line = try BalancedEntry.line(posting, name, chart)
            lines.append(line)
            // 1,000 postings of 10^33 are 10^36: no overflow.
            sums[line.slot.currency, default: 0] += line.units
        }
        let left = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
            Money(units: $0.value, scale: chart.scales[$0.key] ?? 0, currency: $0.key)
        }
        guard left.isEmpty else { throw .unbalanced(name, left: left) }
        self.entry = entry
        self.lines = lines
    }

    private static func line(
        _ posting: Posting, _ name: EntryIdentifier, _ chart: ChartOfAccounts
    ) throws(LedgerRefusal) -> Line {
        let money = posting.amount
        guard chart.accounts.contains(posting.account) else {
            throw .unknownAccount(name, posting.account)
        }
        guard let scale = chart.scales[money.currency] else {
            throw .unknownCurrency(name, money.currency)
        }
        guard !money.isZero else { throw .zeroPosting(name, posting.account) }
        guard money.isWithinLedger else { throw .tooLarge(name, money) }
        var units = money.units
        if money.scale > scale {
            let factor = Money.raise(1, by: money.scale - scale)
            guard units % factor == 0 else { throw .tooFine(name, money, scale: scale) }
            units /= factor
        } else {
            units = Money.raise(units, by: scale - money.scale)
        }
        return Line(
            slot: Balances.Slot(account: posting.account, currency: money.currency),
            units: units)
    }
}

extension Money {
    /// At most 10^15 major units, whatever the scale.
    var isWithinLedger: Bool {
        let one = Money.raise(Money.raise(1, by: Ledger.majorDigits), by: scale)
        return (-one...one).contains(units)
    }
}
