import Ledger
import Matching
import Records
import Resolution

/// What a run of the book posts: what it matched, and the opposite of what it holds no more.
struct BookPostings {
    let run: BookRun
    let number: Int
    let closedThrough: Day?

    /// `voided`: per leg, matches of earlier runs whose entries did not end as they stood.
    func entries(
        _ legs: [(leg: BookLeg, outcome: LegOutcome)], voided: [[MatchPlace]],
        refunds: [BookRulings.Refund]
    ) throws(EngineError) -> [JournalEntry] {
        var entries: [JournalEntry] = []
        for (place, (leg, outcome)) in legs.enumerated() {
            let own = LegBooks(leg.leg, of: run)
            var postings = RunPostings(
                RunPostings.Books(
                    role: own.role, zone: run.zone, cutOffSeconds: run.rules.cutOffSeconds,
                    through: run.through, closedThrough: closedThrough, bank: own.bank,
                    channel: own.channel, shop: own.shop))
            postings.add(outcome, leg.plan.inputs)
            for (match, day) in try standing(voided[place], leg.leg.name, own) {
                postings.takeBack(match, on: day)
            }
            let events =
                postings.events()
                + refunds.filter { $0.leg == leg.leg.name }.flatMap {
                    $0.events(closedThrough: closedThrough)
                }
            do throws(LedgerRefusal) {
                entries += try RunPostings.journal(events, run: number, leg: place + 1)
            } catch {
                throw .book(.decision(.ledger(error)))
            }
        }
        return entries
    }

    /// The matches that the places are pairs of: a match of several entries is several pairs.
    private func standing(
        _ places: [MatchPlace], _ leg: String, _ books: LegBooks
    ) throws(EngineError) -> [(StandingMatch, Day)] {
        guard books.role != .flow, !places.isEmpty else { return [] }
        let items = try CaseReader(run: run).items(
            places.flatMap { [($0.left, .left), ($0.right, .right)] })
        return BookPostings.components(places).compactMap {
            BookPostings.match($0, items, leg, books)
        }
    }

    /// A match with the words of its accounts, and the day of its first right entry.
    static func match(
        _ members: (left: [EntryID], right: [EntryID]), _ items: [EntryID: CaseReader.Found],
        _ leg: String, _ books: LegBooks
    ) -> (StandingMatch, Day)? {
        guard let first = members.right.first.flatMap({ items[$0] }),
            let order = members.left.first.flatMap({ items[$0] })
        else { return nil }
        let match = StandingMatch(
            leg: leg, role: books.role, left: members.left.compactMap { items[$0]?.item },
            right: members.right.compactMap { items[$0]?.item },
            channel: books.channel(books.role == .payout ? order.channel : first.channel),
            shop: books.shop(order.shop), bank: books.bank)
        return (match, first.day)
    }

    static func components(
        _ places: [MatchPlace]
    ) -> [(left: [EntryID], right: [EntryID])] {
        var groupOfLeft: [EntryID: Int] = [:]
        var groupOfRight: [EntryID: Int] = [:]
        var groups: [(left: Set<EntryID>, right: Set<EntryID>)] = []
        for place in places {
            switch (groupOfLeft[place.left], groupOfRight[place.right]) {
            case (nil, nil): groups.append(([], []))
            case (let left?, let right?) where left != right:
                for entry in groups[right].left { groupOfLeft[entry] = left }
                for entry in groups[right].right { groupOfRight[entry] = left }
                groups[left].left.formUnion(groups[right].left)
                groups[left].right.formUnion(groups[right].right)
                groups[right] = ([], [])
            default: break
            }
            let group =
                groupOfLeft[place.left] ?? groupOfRight[place.right] ?? groups.count - 1
            groupOfLeft[place.left] = group
            groupOfRight[place.right] = group
            groups[group].left.insert(place.left)
            groups[group].right.insert(place.right)
        }
        return groups.filter { !$0.left.isEmpty }.map { ($0.left.sorted(), $0.right.sorted()) }
    }
}
