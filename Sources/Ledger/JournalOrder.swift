import Records

/// The books as a journal is written: by day, and within a day as they were posted; with the
/// balances that must hold at the end of each month and of the whole.
struct JournalOrder {
    enum Item {
        case entry(BalancedEntry)
        /// Balances at the end of a day, of what was posted to since the last of these.
        case balances(Day, [BalancedEntry.Line])
    }

    /// Nil for empty books.
    let firstDay: Day?
    let items: [Item]

    init(_ ledger: GeneralLedger) {
        let entries = ledger.entries.enumerated().sorted {
            ($0.element.entry.day, $0.offset) < ($1.element.entry.day, $1.offset)
        }.map(\.element)
        var items: [Item] = []
        var sums: [Balances.Slot: Int128] = [:]
        var touched: Set<Balances.Slot> = []
        for (index, balanced) in entries.enumerated() {
            let day = balanced.entry.day
            items.append(.entry(balanced))
            for line in balanced.lines {
                // In the order of days a sum may be beyond the limit for a while; it comes back.
                sums[line.slot, default: 0] &+= line.units
                touched.insert(line.slot)
            }
            let next = index + 1 < entries.count ? entries[index + 1].entry.day : nil
            guard next.map({ JournalOrder.month($0) != JournalOrder.month(day) }) ?? true else {
                continue
            }
            let balances = touched.sorted().map {
                BalancedEntry.Line(slot: $0, units: sums[$0] ?? 0)
            }
            items.append(.balances(day, balances))
            touched = []
        }
        firstDay = entries.first?.entry.day
        self.items = items
    }

    private static func month(_ day: Day) -> Int {
        let (year, month, _) = day.civil
        return year * 12 + month
    }

    /// The amount with the digits of the books.
    static func decimal(_ line: BalancedEntry.Line, _ chart: ChartOfAccounts) -> String {
        Money.decimal(units: line.units, scale: chart.scales[line.slot.currency] ?? 0)
    }
}
