import Records

/// Which rows of a new file count, against everything that was imported before: by identity, and by
/// how often the same identity was met in the file.
struct RowStanding {
    let store: any BookStore
    let replaced: ImportFact?
    /// What happened before is not the book's; nil where everything is, and for opening items.
    var start: Instant?
    /// Whether another statement of the file being imported is of the same source.
    var isFollowed = false
    private var found: [Supersession] = []
    /// Rows of the same import's earlier statements, by source: nearly always there are none.
    private var own: [String: [(identity: Hash128, entry: PriorEntry)]] = [:]
    /// Entries of the replaced file that the new one has too.
    private var kept: Set<EntryID> = []

    init(store: any BookStore, replaced: ImportFact?) {
        self.store = store
        self.replaced = replaced
    }

    struct Judged {
        var excluded: [UInt32] = []
        /// Of the excluded rows, those from before the book began.
        var early = 0
        var new = 0
        var superseding = 0
    }

    /// Rows that repeat an earlier one or say less than it are excluded; a row that says something
    /// else takes the earlier one's place.
    mutating func judge(
        _ table: EntryTable, statement: Int, source: String, dialect: String
    ) throws(EngineError) -> Judged {
        var seen = OccurrenceCounter(limit: table.count)
        let occurrences = table.identity.map { seen.next($0) }
        let prior = try store.prior(table.identity, occurrences, source: source)
        if prior.isEmpty, own[source] == nil, !isFollowed { return judgeNew(table) }
        let contents = store.contents(of: table)
        let dialects = try Dictionary(
            uniqueKeysWithValues: store.statements(numbers: Set(prior.map(\.entry.segment)))
                .map { ($0.number, $0.dialect) })
        let replacedStatements = Set(replaced?.statements.map(\.number) ?? [])
        var judged = Judged()
        let own = Dictionary(grouping: own[source] ?? [], by: \.identity)
        var remembered: [(identity: Hash128, entry: PriorEntry)] = []
        remembered.reserveCapacity(table.count)
        var earlier: [PriorEntry] = []
        var next = 0
        for row in 0..<table.count {
            let identity = table.identity[row]
            earlier.removeAll(keepingCapacity: true)
            if !own.isEmpty { earlier += (own[identity] ?? []).map(\.entry) }
            while next < prior.count, prior[next].place == row {
                earlier.append(prior[next])
                next += 1
            }
            let occurrence = Int(occurrences[row])
            if isEarly(table.occurredAt[row]) {
                judged.excluded.append(UInt32(row))
                judged.early += 1
                continue
            }
            let entry = PriorEntry(
                place: row, entry: EntryID(segment: statement, row: row), content: contents[row],
                kind: table.kind[row], status: table.status[row])
            guard occurrence < earlier.count else {
                judged.new += 1
                remembered.append((identity, entry))
                continue
            }
            let before = earlier[occurrence]
            kept.insert(before.entry)
            let corrects = replacedStatements.contains(before.entry.segment)
            let isOther = dialects[before.entry.segment].map { $0 != dialect } ?? false
            if before.content == entry.content
                || (!corrects && saysNoMore(entry, than: before, inOtherFormat: isOther))
            {
                judged.excluded.append(UInt32(row))
            } else {
                found.append(Supersession(old: before.entry, new: entry.entry))
                judged.superseding += 1
                remembered.append((identity, entry))
            }
        }
        if isFollowed { self.own[source, default: []] += remembered }
        return judged
    }

    /// Nothing of the table was there before, and nothing asks for it after: as nearly always.
    private func judgeNew(_ table: EntryTable) -> Judged {
        var judged = Judged()
        for row in 0..<table.count where isEarly(table.occurredAt[row]) {
            judged.excluded.append(UInt32(row))
        }
        judged.early = judged.excluded.count
        judged.new = table.count - judged.early
        return judged
    }

    private func isEarly(_ time: Int64) -> Bool {
        guard let start, time != EntryTable.noTime else { return false }
        return time < start.microseconds
    }

    /// An earlier state of the same thing; or the same state in a bill of other columns, which
    /// says the same in fewer words.
    private func saysNoMore(
        _ entry: PriorEntry, than before: PriorEntry, inOtherFormat: Bool
    ) -> Bool {
        let rank = Succession.rank(entry.kind, entry.status)
        let earlier = Succession.rank(before.kind, before.status)
        return rank > earlier || (rank == earlier && inOtherFormat)
    }

    /// All supersessions, those entries of the replaced file included that are no longer there.
    func supersessions(
        withdrawing replaced: ImportFact?, count: inout Int
    ) throws(EngineError) -> [Supersession] {
        var all = found
        let old = replaced?.statements ?? []
        let gone = try store.superseded(inStatements: old.map(\.number))
        for statement in old {
            let excluded = Set(statement.excluded)
            for row in 0..<statement.rows where !excluded.contains(UInt32(row)) {
                let entry = EntryID(segment: statement.number, row: row)
                guard !kept.contains(entry), !gone.contains(entry) else { continue }
                all.append(Supersession(old: entry, new: nil))
                count += 1
            }
        }
        return all.sorted { $0.old < $1.old }
    }
}
