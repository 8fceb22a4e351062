import Ledger
import Matching
import Records
package import Resolution

/// Holds the clearing accounts against the entries themselves: what was posted of legs of orders
/// must be the net of the channel's entries that are matched or decided on, read again from the
/// segments. It reads every match there is.
package struct ClearingAudit {
    private let book: Book
    private let present: BookRun
    /// By number, the rules of each definition that runs were made by.
    private var rules: [Int: BookRun] = [:]
    private var runs: [Int: RunFact] = [:]

    package init(_ book: Book) throws(EngineError) {
        self.book = book
        present = try BookRun(book, through: try book.store.lastRun()?.through)
        for run in try book.store.runs() { runs[run.number] = run }
    }

    /// By channel and currency; a sound book has no residual.
    package mutating func checks() throws(EngineError) -> [ChannelTerms.Place: ClearingCheck] {
        var counted: [ChannelTerms.Place: Money] = [:]
        for run in runs.values.sorted(by: { $0.number < $1.number }) where run.matchCount > 0 {
            try add(matchesOf: run, to: &counted)
        }
        try addDecided(to: &counted)
        let parts = try parts()
        var sales: [ChannelTerms.Place: Money] = [:]
        var flow: [ChannelTerms.Place: Money] = [:]
        var other: [ChannelTerms.Place: Money] = [:]
        for (role, entries) in try journal() {
            let moved = ClearingCheck.movements(entries)
            switch role {
            case .sales: sales = moved
            case .flow: flow = moved
            case .payout, nil:
                for (place, money) in moved {
                    other[place] = other[place].map { $0 + money } ?? money
                }
            }
        }
        var checks: [ChannelTerms.Place: ClearingCheck] = [:]
        for places in [counted, parts, sales, flow, other] {
            for place in places.keys {
                let zero = Money.zero(place.currency)
                let (own, between, out) = (
                    sales[place] ?? zero, flow[place] ?? zero, other[place] ?? zero
                )
                checks[place] = ClearingCheck(
                    channel: counted[place] ?? zero, open: zero, parts: parts[place] ?? zero,
                    flow: between, payouts: out, balance: own + between + out)
            }
        }
        return checks
    }

    private mutating func rules(of definition: Int) throws(EngineError) -> BookRun {
        if let known = rules[definition] { return known }
        guard let stored = try book.store.definition(number: definition) else { return present }
        let made = try BookRun(
            historyOf: book, through: present.through, by: try BookSources(stored).definition,
            library: try BookSources.library(stored))
        rules[definition] = made
        return made
    }

    private mutating func add(
        matchesOf run: RunFact, to counted: inout [ChannelTerms.Place: Money]
    ) throws(EngineError) {
        let context = try rules(of: run.definition)
        let matches = Dictionary(
            grouping: try book.store.standingMatches(ofRun: run), by: { Int($0.leg) })
        for (number, own) in matches.sorted(by: { $0.key < $1.key })
        where number < context.rules.legs.count {
            let books = LegBooks(context.rules.legs[number], of: context)
            guard books.role == .sales else { continue }
            try add(Set(own.map(\.right)), books, context, to: &counted)
        }
    }

    private func add(
        _ entries: Set<EntryID>, _ books: LegBooks, _ context: BookRun,
        to counted: inout [ChannelTerms.Place: Money]
    ) throws(EngineError) {
        let items = try CaseReader(run: context).items(entries.map { ($0, .right) })
        for found in items.values where found.item.moved {
            let channel = books.channel(found.channel)
            let (received, kept) = (found.item.received, found.item.kept)
            for money in [received, -kept] where !money.isZero {
                let place = ChannelTerms.Place(channel, money.currency)
                counted[place] = counted[place].map { $0 + money } ?? money
            }
        }
    }

    /// What left by decisions; what was ignored by one moves nothing.
    private mutating func addDecided(
        to counted: inout [ChannelTerms.Place: Money]
    ) throws(EngineError) {
        var byDecision: [Int: [OpenItem]] = [:]
        for item in try book.store.decidedItems() where item.side == .right {
            guard case .decided(let number) = item.leaving else { continue }
            byDecision[number, default: []].append(item)
        }
        for (number, items) in byDecision.sorted(by: { $0.key < $1.key }) {
            guard let stored = try book.store.decision(number), stored.decision.kind.name != .ignore
            else { continue }
            let definition = stored.run.flatMap { runs[$0]?.definition }
            let context =
                try definition.map { (number) throws(EngineError) in
                    try rules(of: number)
                } ?? present
            for (name, own) in Dictionary(grouping: items, by: \.leg).sorted(by: { $0.key < $1.key }
            ) {
                guard let leg = context.rules.legs.first(where: { $0.name == name }) else {
                    continue
                }
                let books = LegBooks(leg, of: context)
                guard books.role == .sales else { continue }
                try add(Set(own.map(\.entry)), books, context, to: &counted)
            }
        }
    }

    /// Decided in part of what is open: where the channel has an entry, it is booked already.
    private func parts() throws(EngineError) -> [ChannelTerms.Place: Money] {
        var filter = BreakFilter()
        filter.limit = Int.max
        var open = try book.store.breaks(filter)
        filter.standing = .expected
        open += try book.store.breaks(filter)
        let settled = try book.store.settled(open.map(\.id))
        let cases = try CaseReader(run: present).cases(open.filter { settled[$0.id] != nil })
        var parts: [ChannelTerms.Place: Money] = [:]
        for found in cases where found.role == .sales && found.right?.moved == true {
            let place = ChannelTerms.Place(found.channel, found.settled.currency)
            parts[place] = parts[place].map { $0 + found.settled } ?? found.settled
        }
        return parts
    }

    /// The journal by what kind of leg it is of; nil: none. A reversal goes with what it reverses.
    private mutating func journal() throws(EngineError) -> [LegRole?: [JournalEntry]] {
        var entries: [LegRole?: [JournalEntry]] = [:]
        var known: [String: LegRole?] = [:]
        for entry in try book.store.journal() {
            let words = (entry.reverses ?? entry.identifier).description.split(separator: "/")
            let key = words.prefix(words.first == "run" ? 3 : 2).joined(separator: "/")
            let role: LegRole?
            if let found = known[key] {
                role = found
            } else {
                role = try self.role(of: words.map(String.init))
                known[key] = role
            }
            entries[role, default: []].append(entry)
        }
        return entries
    }

    /// "run/12/1/3": run, leg; "decision/7/1": decision.
    private mutating func role(of words: [String]) throws(EngineError) -> LegRole? {
        guard words.count > 2, let number = Int(words[1]) else { return nil }
        switch words[0] {
        case "run":
            // One that was undone is taken back as well, whatever it is of.
            guard let run = runs[number], let leg = Int(words[2]) else { return .sales }
            let context = try rules(of: run.definition)
            guard context.rules.legs.indices.contains(leg - 1) else { return .sales }
            return LegBooks(context.rules.legs[leg - 1], of: context).role
        case "decision":
            guard let stored = try book.store.decision(number) else { return .sales }
            if stored.decision.kind.name == .opening { return nil }
            let first = try book.store.breaks(ids: Array(stored.decision.breaks.prefix(1))).first
            let name = first?.leg ?? stored.effect?.returning.first?.leg
            guard let leg = present.rules.legs.first(where: { $0.name == name }) else {
                return .sales
            }
            return LegBooks(leg, of: present).role
        default: return nil
        }
    }
}
