package import Records

/// The books: entries in the order they were posted, and the balances that follow from them.
/// Entries are added and never changed; what was wrong is taken back by its opposite.
package struct GeneralLedger: Sendable {
    package enum Outcome: Hashable, Sendable {
        case posted
        /// The same entry was posted before: nothing happened.
        case alreadyPosted
    }

    package let chart: ChartOfAccounts
    package private(set) var entries: [BalancedEntry] = []
    package private(set) var balances = Balances()
    /// Nothing is posted for this day or an earlier one any more 封账.
    package private(set) var closedThrough: Day?
    private var positions: [EntryIdentifier: Int] = [:]
    private var reversals: [EntryIdentifier: EntryIdentifier] = [:]

    package init(_ chart: ChartOfAccounts) { self.chart = chart }

    /// Posts an entry once. Whatever is refused leaves the books as they were.
    @discardableResult
    package mutating func post(_ entry: JournalEntry) throws(LedgerRefusal) -> Outcome {
        let name = entry.identifier
        if let position = positions[name] {
            guard entries[position].entry == entry else { throw .otherContent(name) }
            return .alreadyPosted
        }
        if let closedThrough, entry.day <= closedThrough {
            throw .periodClosed(name, day: entry.day, through: closedThrough)
        }
        if let reversed = entry.reverses { try checkReversal(entry, of: reversed) }
        let balanced = try BalancedEntry(entry, in: chart)
        try balances.add(balanced)
        positions[name] = entries.count
        entries.append(balanced)
        if let reversed = entry.reverses { reversals[reversed] = name }
        return .posted
    }

    /// The opposite of an entry, to be posted.
    package func reversal(
        of reversed: EntryIdentifier, as name: EntryIdentifier, on day: Day, memo: String = ""
    ) throws(LedgerRefusal) -> JournalEntry {
        guard let entry = entry(reversed) else { throw .unknownEntry(reversed) }
        let opposite = JournalEntry(
            name, on: day, .reversal, memo: memo,
            entry.postings.map { Posting($0.account, -$0.amount) }, reverses: reversed)
        if positions[name] == nil { try checkReversal(opposite, of: reversed) }
        return opposite
    }

    /// From now on nothing is posted for `day` or before. Closing the same period again is nothing.
    package mutating func close(through day: Day) throws(LedgerRefusal) {
        if let closedThrough, day < closedThrough {
            throw .closedBefore(day: day, through: closedThrough)
        }
        closedThrough = day
    }

    package func entry(_ name: EntryIdentifier) -> JournalEntry? {
        positions[name].map { entries[$0].entry }
    }

    /// Zero where nothing was posted. The currency is one of the chart's.
    package func balance(_ account: Account, _ currency: Currency) -> Money {
        let units = balances.units[Balances.Slot(account: account, currency: currency)] ?? 0
        return Money(units: units, scale: chart.scales[currency] ?? 0, currency: currency)
    }

    /// All balances as they are now.
    package func trialBalance() -> TrialBalance { TrialBalance(balances, chart) }

    /// All balances at the end of a day. Refused only where one was beyond its limit that day and
    /// an entry for an earlier day, posted before, had kept it within.
    package func trialBalance(through day: Day) throws(LedgerRefusal) -> TrialBalance {
        var sums = Balances()
        for entry in entries where entry.entry.day <= day { try sums.add(entry) }
        return TrialBalance(sums, chart)
    }

    /// Checks every entry again and adds all of them up. Empty for sound books.
    package func faults() -> [LedgerFault] {
        var faults: [LedgerFault] = []
        var sums = Balances()
        for balanced in entries {
            do {
                try sums.add(BalancedEntry(balanced.entry, in: chart))
            } catch {
                faults.append(.entry(balanced.entry.identifier, error))
            }
        }
        for slot in Set(sums.units.keys).union(balances.units.keys).sorted() {
            let (found, expected) = (balances.units[slot] ?? 0, sums.units[slot] ?? 0)
            guard found != expected else { continue }
            let scale = chart.scales[slot.currency] ?? 0
            faults.append(
                .balance(
                    slot.account,
                    found: Money(units: found, scale: scale, currency: slot.currency),
                    expected: Money(units: expected, scale: scale, currency: slot.currency)))
        }
        return faults
    }

    private func checkReversal(
        _ entry: JournalEntry, of reversed: EntryIdentifier
    ) throws(LedgerRefusal) {
        guard let original = self.entry(reversed) else { throw .unknownEntry(reversed) }
        guard original.reverses == nil else { throw .reversesReversal(reversed) }
        if let other = reversals[reversed] { throw .alreadyReversed(reversed, by: other) }
        let opposite = original.postings.map { Posting($0.account, -$0.amount) }
        guard entry.kind == .reversal, entry.postings == opposite else {
            throw .notTheOpposite(entry.identifier, of: reversed)
        }
    }
}
