import Ledger
import Matching
import Records
import Resolution

/// Reads what a decision looks at: a break with its entries, as the segments hold them.
struct CaseReader {
    let run: BookRun

    func cases(_ breaks: [BookBreak]) throws(EngineError) -> [BreakCase] {
        let settled = try run.book.store.settled(breaks.map(\.id))
        let items = try items(
            breaks.compactMap(\.left).map { ($0, .left) }
                + breaks.compactMap(\.right).map { ($0, .right) })
        var books: [String: LegBooks] = [:]
        var cases: [BreakCase] = []
        for found in breaks {
            if books[found.leg] == nil {
                guard let leg = run.rules.legs.first(where: { $0.name == found.leg }) else {
                    throw .book(.unknown(kind: "leg", name: found.leg))
                }
                books[found.leg] = LegBooks(leg, of: run)
            }
            let own = books[found.leg]!
            let left = found.left.flatMap { items[$0] }
            let right = found.right.flatMap { items[$0] }
            guard let words = (own.role == .payout ? left ?? right : right ?? left) else {
                throw .book(.unknown(kind: "entry", name: found.id.hex))
            }
            cases.append(
                BreakCase(
                    id: found.id, leg: found.leg, role: own.role, entryClass: found.entryClass,
                    state: found.state == .resolved
                        ? .resolved : found.state == .reopened ? .reopened : .persisting,
                    amount: found.amount, settled: settled[found.id], left: left?.item,
                    right: right?.item, channel: own.channel(words.channel),
                    shop: own.shop((left ?? right)?.shop ?? ""),
                    bank: own.role == .payout ? own.bank : nil))
        }
        return cases
    }

    /// An entry, and the words that its account labels are made of.
    struct Found {
        var item: CaseItem
        var channel: String
        var shop: String
        /// Business day.
        var day: Day
    }

    func items(
        _ entries: [(entry: EntryID, side: Side)]
    ) throws(EngineError) -> [EntryID: Found] {
        var found: [EntryID: Found] = [:]
        let sides = Dictionary(
            entries.map { ($0.entry, $0.side) }, uniquingKeysWith: { first, _ in first })
        for (segment, own) in Dictionary(grouping: sides.keys, by: \.segment)
            .sorted(by: { $0.key < $1.key })
        {
            let rows = own.map(\.row).sorted()
            let source = try run.table(segment, rows: rows)
            for (place, row) in rows.enumerated() {
                let entry = EntryID(segment: segment, row: row)
                found[entry] = item(entry, sides[entry]!, source.table, place)
            }
        }
        return found
    }

    private func item(
        _ entry: EntryID, _ side: Side, _ table: EntryTable, _ row: Int
    ) -> Found {
        func text(_ ref: TextRef) -> String? { ref.isEmpty ? nil : table.utf8Text(ref) }
        let item = CaseItem(
            entry: entry, identity: table.identity[row], side: side, kind: table.kind[row],
            moved: table.status[row].movedMoney,
            gross: table.gross(ofRow: row) ?? .zero(table.currency(ofRow: row)),
            discount: table.discount(ofRow: row), fee: table.fee(ofRow: row),
            orderReference: text(table.orderReference[row]),
            channelReference: text(table.channelReference[row]))
        let time = table.occurredAt[row]
        let day =
            time == EntryTable.noTime
            ? run.through
            : Instant(microseconds: time).advanced(bySeconds: -run.rules.cutOffSeconds)
                .day(in: run.zone)
        return Found(
            item: item, channel: table.channel[row], shop: table.shop[row], day: day)
    }
}
