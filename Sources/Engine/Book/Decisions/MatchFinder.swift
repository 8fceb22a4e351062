import Matching
import Records
import Resolution

/// Finds the one match that is meant, as it stands in the book.
struct MatchFinder {
    let run: BookRun

    /// - Parameters:
    ///   - names: of each at least one entry is a member.
    ///   - leg: where entries are matched in several.
    func match(
        of names: [[EntryID]], leg wanted: String?
    ) throws(EngineError) -> StandingMatch {
        var found: [StandingMatch] = []
        for leg in run.rules.legs where wanted == nil || leg.name == wanted {
            let places = try places(of: names.flatMap(\.self), leg.name)
            if places.isEmpty { continue }
            let meant = BookPostings.components(places).filter { left, right in
                let members = Set(left + right)
                return names.allSatisfy { $0.contains { members.contains($0) } }
            }
            if meant.isEmpty { continue }
            let books = LegBooks(leg, of: run)
            let items = try CaseReader(run: run).items(
                meant.flatMap { own in
                    own.left.map { ($0, .left) } + own.right.map { ($0, .right) }
                })
            for members in meant {
                guard var match = BookPostings.match(members, items, leg.name, books)?.0 else {
                    continue
                }
                let left = Set(members.left)
                match.pairs = places.filter { left.contains($0.left) }
                    .map { DecisionEffect.Pair(run: $0.run, left: $0.left, right: $0.right) }
                    .sorted { ($0.run, $0.left, $0.right) < ($1.run, $1.left, $1.right) }
                found.append(match)
            }
        }
        let name = names.compactMap { $0.first?.description }.joined(separator: " ")
        guard let match = found.first else {
            throw .book(.unknown(kind: "match", name: name))
        }
        guard found.count == 1 else { throw .book(.ambiguous(kind: "match", name: name)) }
        return match
    }

    /// The pairs that hold of these entries, and of all that are matched with them.
    private func places(
        of entries: [EntryID], _ leg: String
    ) throws(EngineError) -> [MatchPlace] {
        var places: Set<MatchPlace> = []
        var asked: Set<EntryID> = []
        var wanted = Set(entries)
        while true {
            let next = wanted.subtracting(asked)
            if next.isEmpty { break }
            asked.formUnion(next)
            for (place, _) in try run.book.store.matches(of: next.sorted(), leg: leg) {
                places.insert(place)
                wanted.formUnion([place.left, place.right])
            }
        }
        return places.sorted { ($0.run, $0.left, $0.right) < ($1.run, $1.left, $1.right) }
    }
}
