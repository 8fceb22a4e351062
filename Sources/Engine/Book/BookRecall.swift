import Matching
import Records

/// What stood under the keys of entries that found no partner: a match that is repeated now, an
/// order that was ignored because nobody had paid. It is looked at again together with them.
struct BookRecall {
    private let run: BookRun
    private let taken: [Int: Instant]
    private let superseded: Set<EntryID>

    /// Settled by decisions: only who undoes the decision brings them back.
    private let decided: Set<EntryID>
    /// Given back by decisions since the last run.
    private let returned: [EntryID]

    init(
        _ run: BookRun, taken: [Int: Instant], superseded: Set<EntryID>,
        decided: Set<EntryID> = [], returned: [EntryID] = []
    ) {
        self.run = run
        self.taken = taken
        self.superseded = superseded
        self.decided = decided
        self.returned = returned
    }

    struct Found {
        struct Part {
            var side: Side
            var table: SourceTable
            var stood: [Int32]
        }

        var parts: [Part] = []
        var matches: [MatchPlace] = []
        var isEmpty: Bool { parts.isEmpty }
    }

    func recall(_ leg: BookLeg, _ outcome: LegOutcome) throws(EngineError) -> Found {
        let store = run.book.store
        let present = leg.entries(.left).union(leg.entries(.right))
        var wanted: Set<EntryID> = []
        let references = try openReferences(leg, outcome)
        if !references.isEmpty {
            let spellings = HistorySpellings(leg.plan.definition.passes)
            let found = try store.entries(
                bearing: spellings.all(of: references), ignoringCase: spellings.ignoresCase)
            for (_, entry) in found {
                if isHistory(entry, leg), !present.contains(entry), !decided.contains(entry) {
                    wanted.insert(entry)
                }
            }
        }
        wanted.formUnion(returned.filter { !present.contains($0) && !superseded.contains($0) })
        // The partners of what was superseded since are looked at again.
        var matches: [MatchPlace] = []
        var noted: Set<MatchPlace> = []
        func note(_ found: [(place: MatchPlace, match: MatchFact)]) {
            for (place, _) in found where noted.insert(place).inserted {
                matches.append(place)
                for entry in [place.left, place.right]
                where !superseded.contains(entry) && !present.contains(entry) {
                    wanted.insert(entry)
                }
            }
        }
        note(try store.matches(of: superseded.sorted(), leg: leg.leg.name))
        var asked: Set<EntryID> = []
        while true {
            let next = wanted.subtracting(asked)
            if next.isEmpty { break }
            asked.formUnion(next)
            note(try store.matches(of: next.sorted(), leg: leg.leg.name))
        }
        return try found(wanted, BookRecall.numbers(of: matches), matches, leg)
    }

    /// One number for all entries of a match; a match of several is kept as pairs that share some.
    static func numbers(of matches: [MatchPlace]) -> [EntryID: Int32] {
        var parent: [EntryID: EntryID] = [:]
        func root(_ entry: EntryID) -> EntryID {
            var top = entry
            while let above = parent[top], above != top { top = above }
            parent[entry] = top
            return top
        }
        for place in matches {
            let (a, b) = (root(place.left), root(place.right))
            if a != b { parent[max(a, b)] = min(a, b) }
        }
        var numbers: [EntryID: Int32] = [:]
        var found: [EntryID: Int32] = [:]
        for entry in matches.flatMap({ [$0.left, $0.right] }).sorted() {
            let top = root(entry)
            if found[top] == nil { found[top] = Int32(found.count) }
            numbers[entry] = found[top]
        }
        return numbers
    }

    private func found(
        _ wanted: Set<EntryID>, _ stands: [EntryID: Int32], _ matches: [MatchPlace], _ leg: BookLeg
    ) throws(EngineError) -> Found {
        var found = Found()
        found.matches = matches
        for (segment, entries) in Dictionary(grouping: wanted, by: \.segment)
            .sorted(by: { $0.key < $1.key })
        {
            guard let side = side(of: segment, leg) else { continue }
            let rows = try counting(entries.map(\.row).sorted(), segment)
            if rows.isEmpty { continue }
            let table = try run.table(segment, rows: rows)
            let selection = side == .left ? leg.leg.left : leg.leg.right
            let channels = Set(
                selection.channels.map { $0.isEmpty ? "" : run.aliases.canonical($0) })
            var own = table.selecting(channels, run.aliases)
            own.keep { row in
                let entry = EntryID(segment: segment, row: rows[row])
                return stands[entry] != nil || isTaken(entry, table.table.occurredAt[row])
            }
            if own.count == 0 { continue }
            let stood = (0..<own.count).map { position in
                stands[EntryID(segment: segment, row: rows[own.row(position)])] ?? -1
            }
            found.parts.append(Found.Part(side: side, table: own, stood: stood))
        }
        return found
    }

    /// Rows that count.
    private func counting(_ rows: [Int], _ segment: Int) throws(EngineError) -> [Int] {
        let excluded = Set(run.catalogue[segment]?.excluded ?? [])
        let gone = try run.book.store.superseded(inStatements: [segment])
        return rows.filter {
            !excluded.contains(UInt32($0)) && !gone.contains(EntryID(segment: segment, row: $0))
        }
    }

    private func isTaken(_ entry: EntryID, _ time: Int64) -> Bool {
        guard let through = taken[entry.segment] else { return false }
        return time == EntryTable.noTime || time < through.microseconds
    }

    private func isHistory(_ entry: EntryID, _ leg: BookLeg) -> Bool {
        taken[entry.segment] != nil && side(of: entry.segment, leg) != nil
    }

    private func side(of segment: Int, _ leg: BookLeg) -> Side? {
        guard let source = run.catalogue[segment]?.source else { return nil }
        if leg.leg.left.sources.contains(source) { return .left }
        return leg.leg.right.sources.contains(source) ? .right : nil
    }

    /// References of the entries that nothing matched, in every role that names one thing: also of
    /// those that were open before, for what they repeat was settled before them. Where a leg cuts
    /// references down, both the part and the whole are looked up.
    private func openReferences(
        _ leg: BookLeg, _ outcome: LegOutcome
    ) throws(EngineError) -> [[UInt8]] {
        var references: Set<[UInt8]> = []
        var uncut: [Int: [Int]] = [:]
        for side in [Side.left, .right] {
            let inputs = side == .left ? leg.plan.inputs.left : leg.plan.inputs.right
            let own = side == .left ? outcome.left : outcome.right
            let isCut = leg.leg.captures.contains { $0.side == side }
            for index in 0..<own.count {
                switch own.classes[index] {
                case .matched, .matchedWithinTolerance, .ignored: continue
                default: break
                }
                let place = own.position(index, in: inputs)
                BookRecall.add(inputs[place.input].table, place.row, to: &references)
                if isCut {
                    let entry = leg.entry(side, index, outcome)
                    uncut[entry.segment, default: []].append(entry.row)
                }
            }
        }
        for (segment, rows) in uncut {
            let table = try run.book.store.maskedTable(of: segment, rows: rows.sorted())
            for row in 0..<table.count { BookRecall.add(table, row, to: &references) }
        }
        return references.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func add(
        _ table: EntryTable, _ row: Int, to references: inout Set<[UInt8]>
    ) {
        for ref in [
            table.orderReference[row], table.channelReference[row], table.refundReference[row],
            table.bankReference[row], table.chainReference[row],
        ] where !ref.isEmpty {
            references.insert(table.referenceBytes(ref))
        }
    }
}
