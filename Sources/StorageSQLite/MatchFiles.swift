package import Engine
import GRDB
package import Records

extension BookDatabase {
    func sealMatches(_ matches: [MatchFact], run: Int) throws(EngineError) {
        _ = try faulty { () throws(SegmentFault) in try segments.append(matches, run: run) }
    }

    /// What the fact of the run names its matches by.
    func matchesRoot(ofRun run: RunFact) throws(EngineError) -> String {
        let matches = try faulty { () throws(SegmentFault) in
            try segments.matches(run: run.number)
        }
        return MatchFact.root(of: matches, run.legs)
    }

    package func matches(
        of entries: [EntryID], leg: String
    ) throws(EngineError) -> [(place: MatchPlace, match: MatchFact)] {
        guard !entries.isEmpty else { return [] }
        let runs = try runs().filter { $0.matchCount > 0 }
        let candidates = try faulty { () throws(SegmentFault) in
            try segments.matches(of: entries, runs: runs.map(\.number))
        }
        var names: [Int: [String]] = [:]
        var voided: [Int: Set<MatchPlace>] = [:]
        let definitions = Dictionary(uniqueKeysWithValues: runs.map { ($0.number, $0.definition) })
        var found: [(place: MatchPlace, match: MatchFact)] = []
        for (run, match) in candidates {
            let definition = definitions[run] ?? 0
            if names[definition] == nil {
                names[definition] = try legNames(ofDefinition: definition)
            }
            let legs = names[definition] ?? []
            guard Int(match.leg) < legs.count, legs[Int(match.leg)] == leg else { continue }
            if voided[run] == nil { voided[run] = try voidedMatches(of: run) }
            let place = MatchPlace(run: run, left: match.left, right: match.right)
            if !(voided[run] ?? []).contains(place) { found.append((place, match)) }
        }
        return found
    }

    package func standingMatches(ofRun run: RunFact) throws(EngineError) -> [MatchFact] {
        guard run.matchCount > 0 else { return [] }
        let voided = try voidedMatches(of: run.number)
        let all = try faulty { () throws(SegmentFault) in try segments.matches(run: run.number) }
        if voided.isEmpty { return all }
        return all.filter {
            !voided.contains(MatchPlace(run: run.number, left: $0.left, right: $0.right))
        }
    }

    private func voidedMatches(of run: Int) throws(EngineError) -> Set<MatchPlace> {
        try read("voided matches") { database in
            Set(
                try Row.fetchAll(
                    database, sql: "SELECT left, right FROM voided_match WHERE run = ?",
                    arguments: [run]
                ).map {
                    MatchPlace(
                        run: run, left: Words.entry($0["left"]), right: Words.entry($0["right"]))
                })
        }
    }

    private func legNames(ofDefinition number: Int) throws(EngineError) -> [String] {
        guard let stored = try definition(number: number) else { return [] }
        return try stored.legNames()
    }
}
