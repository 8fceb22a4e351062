import Ledger
import Matching
import Records
import Reports

/// What a run changes in the book, from its outcome and from what was open before.
struct BookOutcome {
    private let run: BookRun
    private let legs: [BookLeg]
    private let report: RunReport
    private let before: [OpenItem]
    private let number: Int
    var taken: [(statement: Int, through: Instant)] = []
    var supersessions = BookRun.PendingSupersessions()
    /// Entries that no leg took before this run.
    var deferred: [EntryID] = []
    /// Entries that decisions gave back, and this run looked at again.
    var returned: [OpenItem.Place] = []

    init(
        _ run: BookRun, legs: [BookLeg], report: RunReport, before: [OpenItem]
    ) throws(EngineError) {
        self.run = run
        self.legs = legs
        self.report = report
        self.before = before
        number = try run.book.store.numbers().run + 1
    }

    func unit() throws(EngineError) -> RunUnit {
        let pairs = zip(legs, report.legs).map { (leg: $0, outcome: $1.outcome) }
        let rulings = try BookRulings(run, pairs)
        let after = openItems()
        let statement = StatementJSON.bytes(report)
        var unit = RunUnit(
            fact: RunFact(
                number: number, at: run.book.now, actor: run.book.actor,
                definition: run.definition.number, through: run.through, plan: "",
                verdict: report.verdict, statement: Digest.sha256(statement),
                openItems: OpenItem.digest(after), breaks: ""),
            statement: statement)
        unit.fact.openCount = after.count
        unit.fact.cutOffSeconds = Int(run.rules.cutOffSeconds)
        unit.fact.legs = legs.map { leg in
            RunLeg(name: leg.leg.name, passes: leg.plan.definition.passes.map(\.name))
        }
        delta(after, &unit)
        for index in unit.opened.indices {
            if let decision = rulings.settled[unit.opened[index].breakID] {
                unit.opened[index].leaving = .decided(by: decision)
            }
        }
        let voided = matches(&unit)
        unit.breaks = try breaks(rulings)
        unit.fact.breaks = BookBreak.digest(unit.breaks)
        unit.fact.breakCount = report.breakCount
        unit.taken = taken
        unit.supersessions = supersessions.all.map(\.old)
        let open = unsourced()
        unit.deferred = Set(open).subtracting(deferred).sorted()
        unit.undeferred = Set(deferred).subtracting(open).sorted()
        unit.postings = try BookPostings(
            run: run, number: number, closedThrough: try run.book.store.closedThrough()
        ).entries(pairs, voided: voided, refunds: rulings.refunds)
        unit.returned = returned
        unit.fact.plan = planHash(unit)
        return unit
    }

    /// Everything that decides what is done, and nothing of when and by whom.
    private func planHash(_ unit: RunUnit) -> String {
        let parts: [JSONValue] = [
            .integer(number), .string(run.definition.digest), .string(run.through.description),
            .string(unit.fact.statement), .optional(unit.fact.matches),
            .string(unit.fact.openItems), .string(unit.fact.breaks),
            .array(unit.voided.map { .string("\($0.run) \($0.left) \($0.right)") }),
            .array(unit.taken.map { .array([.integer($0.statement)]) }),
            .array(unit.supersessions.map { .string("\($0)") }),
            .array(unit.deferred.map { .string("\($0)") }),
            .array(unit.postings.map { .string("\($0.identifier)") }),
        ]
        return Digest.sha256(JSONValue.array(parts).compact())
    }

    // MARK: Open items

    private func openItems() -> [OpenItem] {
        let since = Dictionary(
            before.map { ($0.place, $0.since) }, uniquingKeysWith: { first, _ in first })
        var items: [OpenItem] = []
        for (leg, shown) in zip(legs, report.legs) {
            var told: [Side: [Int32: Break]] = [:]
            for found in shown.outcome.breaks + shown.outcome.expected {
                if found.left >= 0 { told[.left, default: [:]][found.left] = found }
                if found.right >= 0 { told[.right, default: [:]][found.right] = found }
            }
            for side in [Side.left, .right] {
                let outcome = side == .left ? shown.outcome.left : shown.outcome.right
                for index in 0..<outcome.count
                where outcome.classes[index].isCarried && !outcome.isUnchanged(index) {
                    let entry = leg.entry(side, index, shown.outcome)
                    let found = told[side]?[Int32(index)]
                    let place = OpenItem.Place(leg: leg.leg.name, side: side, entry: entry)
                    items.append(
                        OpenItem(
                            leg: leg.leg.name, side: side, entry: entry,
                            entryClass: outcome.classes[index],
                            amount: amount(found, side, index, shown), breakID: found?.id ?? .zero,
                            since: since[place] ?? number))
                }
            }
        }
        return items
    }

    private func amount(
        _ found: Break?, _ side: Side, _ index: Int, _ leg: RunReport.Leg
    ) -> Money {
        if let amount = side == .left ? found?.leftAmount : found?.rightAmount { return amount }
        let inputs = side == .left ? leg.inputs.left : leg.inputs.right
        let outcome = side == .left ? leg.outcome.left : leg.outcome.right
        let place = outcome.position(index, in: inputs)
        let table = inputs[place.input].table
        return (table.gross(ofRow: place.row) ?? .zero(table.currency(ofRow: place.row))).canonical
    }

    private func delta(_ after: [OpenItem], _ unit: inout RunUnit) {
        let old = Dictionary(
            before.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        var stays: Set<OpenItem.Place> = []
        for item in after {
            if old[item.place] == item {
                stays.insert(item.place)
            } else {
                unit.opened.append(item)
            }
        }
        unit.opened.sort { $0.place < $1.place }
        unit.closed = old.keys.filter { !stays.contains($0) }.sorted()
    }

    // MARK: Matches

    /// Answers the matches that hold no more, by leg.
    private func matches(_ unit: inout RunUnit) -> [[MatchPlace]] {
        var all: [[MatchPlace]] = []
        for (legNumber, (leg, shown)) in zip(legs, report.legs).enumerated() {
            let outcome = shown.outcome
            let found = outcome.matches
            for index in 0..<found.count {
                let pairs =
                    found.members[index].map { members in
                        BookOutcome.pairs(members)
                    } ?? [(found.left[index], found.right[index])]
                for (left, right) in pairs {
                    unit.matches.append(
                        MatchFact(
                            leg: UInt16(legNumber), left: leg.entry(.left, Int(left), outcome),
                            right: leg.entry(.right, Int(right), outcome),
                            entryClass: found.entryClass[index], pass: found.pass[index]))
                }
            }
            all.append(voided(leg, outcome))
        }
        unit.voided = all.flatMap(\.self)
        unit.matches.sort {
            ($0.left.rawValue, $0.leg, $0.right.rawValue)
                < ($1.left.rawValue, $1.leg, $1.right.rawValue)
        }
        unit.fact.matchCount = unit.matches.count
        if unit.matches.isEmpty { return all }
        unit.fact.matches = MatchFact.root(of: unit.matches, unit.fact.legs)
        return all
    }

    /// A match of several entries as pairs, each entry at least once.
    private static func pairs(_ members: [Matches.Member]) -> [(Int32, Int32)] {
        let left = members.filter { $0.side == .left }.map(\.index)
        let right = members.filter { $0.side == .right }.map(\.index)
        guard let firstLeft = left.first, let firstRight = right.first else { return [] }
        return left.map { ($0, firstRight) } + right.dropFirst().map { (firstLeft, $0) }
    }

    /// Recalled matches whose entries did not end as they stood.
    private func voided(_ leg: BookLeg, _ outcome: LegOutcome) -> [MatchPlace] {
        var held: Set<EntryID> = []
        for side in [Side.left, .right] {
            let own = side == .left ? outcome.left : outcome.right
            guard !own.unchanged.isEmpty else { continue }
            for index in 0..<own.count where own.isUnchanged(index) {
                held.insert(leg.entry(side, index, outcome))
            }
        }
        return leg.recalled.filter { !held.contains($0.left) || !held.contains($0.right) }
    }

    // MARK: Breaks

    /// New versions of breaks: those that came, changed, went or came back.
    private func breaks(_ rulings: BookRulings) throws(EngineError) -> [BookBreak] {
        let current = try currentBreaks()
        let clock = BreakClock(run.rules, zone: run.zone)
        var versions: [BookBreak] = []
        var present: Set<Hash128> = []
        for (leg, shown) in zip(legs, report.legs) {
            let view = LegView(report, shown)
            let writers = Language.allCases.map { ExplanationWriter(view, $0) }
            let told =
                shown.outcome.breaks.map { ($0, BookBreak.State.open) }
                + shown.outcome.expected.map { ($0, .expected) }
            for (found, state) in told {
                present.insert(found.id)
                let earlier = current[found.id]
                // What a decision has settled for good is nobody's work again.
                if rulings.settled[found.id] != nil { continue }
                if rulings.genuine.contains(found.id), earlier?.state == .resolved { continue }
                let expectation = state == .open ? rulings.expected[found.id] : nil
                var version = version(
                    found, expectation == nil ? state : .expected, leg, shown, view)
                if let until = expectation?.until { version.breakOn = until }
                time(&version, after: earlier, expectation, clock)
                if let earlier {
                    version.firstRun = earlier.firstRun
                    if version.state == .open,
                        earlier.state == .resolved || earlier.state == .reopened
                    {
                        version.state = .reopened
                    }
                    // What stays as a decision has left it stays so for its reason.
                    if version.state == earlier.state { version.cause = earlier.cause }
                    version.explanations = earlier.explanations
                    if version.says(earlier) { continue }
                }
                version.explanations = writers.map { $0.text(of: found) }
                versions.append(version)
            }
        }
        for (id, earlier) in current
        where !present.contains(id) && earlier.state != .resolved {
            var version = earlier
            version.state = .resolved
            version.dueAt = nil
            version.run = number
            let gone = [earlier.left, earlier.right].compactMap(\.self)
                .contains { supersessions.gone.contains($0) }
            version.cause = gone ? .superseded : .matched
            versions.append(version)
        }
        return versions.sorted { $0.id < $1.id }
    }

    /// Its clock starts when it is found, and again when it was resolved or not due before.
    private func time(
        _ version: inout BookBreak, after earlier: BookBreak?,
        _ expectation: BookExpectation?, _ clock: BreakClock
    ) {
        if let earlier, earlier.isOpen || earlier.dueAt != nil {
            version.openedAt = earlier.openedAt
            version.dueAt = earlier.dueAt
            return
        }
        if let expectation {
            version.dueAt = expectation.until.map { clock.due(version, expectedUntil: $0) }
        } else if version.state != .expected {
            version.dueAt = clock.due(version)
        }
    }

    /// The open ones, and those of this run that were resolved once.
    private func currentBreaks() throws(EngineError) -> [Hash128: BookBreak] {
        var filter = BreakFilter()
        filter.standing = .open
        filter.limit = Int.max
        var all = try run.book.store.breaks(filter)
        filter.standing = .expected
        all += try run.book.store.breaks(filter)
        let known = Set(all.map(\.id))
        let new = report.legs.flatMap { $0.outcome.breaks + $0.outcome.expected }.map(\.id)
            .filter { !known.contains($0) }
        all += try run.book.store.breaks(ids: new)
        return Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func version(
        _ found: Break, _ state: BookBreak.State, _ leg: BookLeg, _ shown: RunReport.Leg,
        _ view: LegView
    ) -> BookBreak {
        var version = BookBreak(
            id: found.id, state: state, leg: leg.leg.name, entryClass: found.entryClass,
            severity: found.severity, amount: found.amount, openedAt: run.book.now,
            run: number)
        let left = view.entry(.left, found.left)
        let right = view.entry(.right, found.right)
        version.finding = found.findings.primary
        version.leftAmount = found.leftAmount
        version.rightAmount = found.rightAmount
        version.expectedFee = found.expectedFee
        version.actualFee = found.actualFee
        if found.left >= 0 { version.left = leg.entry(.left, Int(found.left), shown.outcome) }
        if found.right >= 0 { version.right = leg.entry(.right, Int(found.right), shown.outcome) }
        version.leftSource = left?.source ?? ""
        version.rightSource = right?.source ?? ""
        version.reference = BreakRow.reference(left, right)
        version.leftReference = left?.ownReference ?? ""
        version.rightReference = right?.outsideReference ?? ""
        version.occurredAt = found.occurredAt
        version.breakOn = found.breakOn
        return version
    }

    /// Orders of channels that have no file yet: they wait for one.
    private func unsourced() -> [EntryID] {
        guard !report.unsourced.isEmpty else { return [] }
        var entries: Set<EntryID> = []
        for open in report.unsourced {
            guard let table = legsSource(open.entries) else { continue }
            for position in 0..<open.entries.count {
                entries.insert(table.entry(ofRow: open.entries.row(position)))
            }
        }
        return entries.sorted()
    }

    private func legsSource(_ entries: RunReport.EntrySource) -> SourceTable.Origin? {
        entries.segment.map { SourceTable.Origin(segment: $0, rows: entries.segmentRows) }
    }
}

extension EntryClass {
    /// Open after a run: it opens the next one.
    var isCarried: Bool {
        switch self {
        case .matched, .matchedWithinTolerance, .ignored, .writtenOff, .unclassified: false
        default: true
        }
    }
}
