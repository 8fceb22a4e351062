import Ledger
import Matching
import Records
import Resolution

/// Follows a reference through a book.
package struct BookTracer {
    private let book: Book
    private var trace: BookTrace
    /// Step at which an entry was found.
    private var found: [EntryID: Int] = [:]
    private var runs: [Int: RunFact] = [:]
    private var asked: Set<[UInt8]> = []

    private init(_ book: Book, _ reference: String) {
        self.book = book
        trace = BookTrace(reference: reference)
    }

    package static func trace(
        _ reference: String, in book: Book
    ) throws(EngineError) -> BookTrace {
        var tracer = BookTracer(book, reference)
        let bytes = Array(reference.utf8)
        guard (1...BookTrace.referenceLimit).contains(bytes.count) else { return tracer.trace }
        try tracer.seek(bytes)
        for step in 1...BookTrace.steps { try tracer.follow(step) }
        try tracer.join()
        try tracer.readEntries()
        try tracer.readStory()
        tracer.tell()
        return tracer.trace
    }

    // MARK: Entries

    private mutating func seek(_ reference: [UInt8]) throws(EngineError) {
        asked.insert(reference)
        let bearers = try book.store.entries(
            bearing: [reference], ignoringCase: false, limit: BookTrace.entryLimit + 1)
        for (_, entry) in bearers { add(entry, step: 0) }
        if bearers.isEmpty { return }
        // Thousands of orders stand under a payout's number: itself is told, too.
        let payouts = try book.store.money(
            bearing: [reference], limit: BookTrace.followLimit)
        for (_, entry) in payouts where found[entry] == nil { found[entry] = 0 }
    }

    private mutating func add(_ entry: EntryID, step: Int) {
        guard found[entry] == nil else { return }
        if found.count < BookTrace.entryLimit {
            found[entry] = step
        } else {
            trace.isCut = true
        }
    }

    /// What shares a reference with an entry of the step before that names one thing.
    private mutating func follow(_ step: Int) throws(EngineError) {
        var single: Set<[UInt8]> = []
        var batches: Set<[UInt8]> = []
        let before = found.filter { $0.value == step - 1 }.keys
        for (statement, rows) in TracedEntry.rows(of: before) {
            let table = try book.store.maskedTable(of: statement, rows: rows)
            for row in 0..<table.count {
                for ref in [
                    table.orderReference[row], table.channelReference[row],
                    table.refundReference[row], table.bankReference[row],
                    table.chainReference[row],
                ] where !ref.isEmpty { single.insert(table.referenceBytes(ref)) }
                let batch = table.batchReference[row]
                if !batch.isEmpty { batches.insert(table.referenceBytes(batch)) }
            }
        }
        let limit = BookTrace.followLimit + 1
        try follow(
            book.store.entries(bearing: next(single), ignoringCase: false, limit: limit), step)
        // Of a batch only the money that it became: the other orders in it are other stories.
        try follow(book.store.money(bearing: next(batches), limit: limit), step)
    }

    /// Those that were not asked for yet.
    private mutating func next(_ references: Set<[UInt8]>) -> [[UInt8]] {
        let next = references.subtracting(asked).sorted { $0.lexicographicallyPrecedes($1) }
        asked.formUnion(next)
        return next
    }

    private mutating func follow(
        _ bearers: [(place: Int, entry: EntryID)], _ step: Int
    ) throws(EngineError) {
        for (_, own) in Dictionary(grouping: bearers, by: \.place).sorted(by: { $0.key < $1.key }) {
            guard own.count <= BookTrace.followLimit else { continue }
            for (_, entry) in own { add(entry, step: step) }
        }
    }

    /// What a match or a supersession ties to the entries.
    private mutating func join() throws(EngineError) {
        let known = found.keys.sorted()
        let step = BookTrace.steps + 1
        for record in try book.store.supersessions(of: known) {
            add(record.supersession.old, step: step)
            if let new = record.supersession.new { add(new, step: step) }
        }
        for record in try book.store.matchHistory(of: found.keys.sorted()) {
            add(record.match.left, step: step)
            add(record.match.right, step: step)
        }
    }

    private mutating func readEntries() throws(EngineError) {
        trace.entries = try TracedEntry.read(found, in: book).sorted {
            ($0.step == 0 ? 0 : 1, $0.id) < ($1.step == 0 ? 0 : 1, $1.id)
        }
    }

    // MARK: What became of them

    private mutating func readStory() throws(EngineError) {
        let store = book.store
        let entries = found.keys.sorted()
        let matches = try store.matchHistory(of: entries)
        trace.breaks = try store.breakHistory(of: entries, reference: trace.reference)
        let told = Set(matches.map(\.run) + trace.breaks.map(\.run))
        for run in try store.runs(numbers: told) { runs[run.number] = run }
        for record in matches {
            guard let run = runs[record.run] else { continue }
            trace.matches.append(TracedMatch(record.match, of: run, voidedBy: record.voidedBy))
        }
        let ids = Set(trace.breaks.map(\.id)).sorted()
        for stored in try store.decisions(about: ids, entries: entries) {
            trace.decisions.append(
                TracedDecision(stored: stored, steps: try store.steps(ofDecision: stored.number)))
        }
        for decision in trace.decisions {
            let causes = ["decision \(decision.stored.number)"]
            guard let at = decision.stored.appliedAt else { continue }
            for fact in try store.postings(causedBy: causes) {
                trace.postings.append(TracedPosting(fact: fact, at: at, isSum: false))
            }
        }
        try readSums()
    }

    /// A run posts what it matched as sums of a day: those that a match of the trace is a part of.
    private mutating func readSums() throws(EngineError) {
        let zone = try book.zone
        let entries = Dictionary(uniqueKeysWithValues: trace.entries.map { ($0.id, $0) })
        var wanted: [Int: [String: Set<Day>]] = [:]
        for match in trace.matches {
            guard let run = runs[match.run], let time = entries[match.right]?.occurredAt,
                let leg = run.legs.firstIndex(where: { $0.name == match.leg })
            else { continue }
            let day = time.advanced(bySeconds: -Int64(run.cutOffSeconds)).day(in: zone)
            wanted[match.run, default: [:]]["run/\(match.run)/\(leg + 1)/", default: []]
                .insert(min(day, run.through))
        }
        for (number, legs) in wanted.sorted(by: { $0.key < $1.key }) {
            guard let run = runs[number] else { continue }
            for fact in try book.store.postings(causedBy: ["run \(number)"]) {
                let name = fact.entry.identifier.description
                let isPart = legs.contains {
                    name.hasPrefix($0.key) && $0.value.contains(fact.entry.day)
                }
                if isPart {
                    trace.postings.append(TracedPosting(fact: fact, at: run.at, isSum: true))
                }
            }
        }
    }

    // MARK: The timeline

    private mutating func tell() {
        var events: [TraceEvent] = []
        let imports = Dictionary(
            trace.entries.map { ($0.importNumber, $0.importedAt) },
            uniquingKeysWith: { first, _ in first })
        for (place, entry) in trace.entries.enumerated() {
            events.append(TraceEvent(at: entry.time, what: .entry(place)))
            switch entry.standing {
            case .superseded(_, let number), .withdrawn(let number):
                let at = imports[number] ?? entry.importedAt
                events.append(TraceEvent(at: at, what: .superseded(place)))
            default: break
            }
        }
        for (place, match) in trace.matches.enumerated() {
            events.append(TraceEvent(at: match.at, what: .match(place)))
        }
        var applied: [Int: Instant] = [:]
        for (place, decision) in trace.decisions.enumerated() {
            applied[decision.stored.number] = decision.stored.appliedAt
            events.append(
                TraceEvent(at: decision.stored.decision.at, what: .proposed(decision: place)))
            for (index, step) in decision.steps.enumerated() {
                events.append(
                    TraceEvent(at: step.at, what: .stepped(decision: place, step: index)))
            }
        }
        for (place, version) in trace.breaks.enumerated() {
            var at = runs[version.run]?.at
            switch version.cause {
            case .decided(let number), .takenBack(let number): at = applied[number] ?? at
            default: break
            }
            events.append(
                TraceEvent(at: at ?? book.settings.createdAt, what: .breakVersion(place)))
        }
        for (place, posting) in trace.postings.enumerated() {
            events.append(TraceEvent(at: posting.at, what: .posting(place)))
        }
        // Where times are equal, entries in the order of their import.
        let ranks = trace.entries.map { Int($0.id.rawValue) }
        func key(_ event: TraceEvent) -> (Int64, Int, Int, Int) {
            let order = event.what.order
            switch event.what {
            case .entry(let place), .superseded(let place):
                return (event.at.microseconds, order.0, ranks[place], 0)
            default: return (event.at.microseconds, order.0, order.1, order.2)
            }
        }
        trace.events = events.sorted { key($0) < key($1) }
    }
}
