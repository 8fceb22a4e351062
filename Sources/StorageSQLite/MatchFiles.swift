package import Engine
import GRDB
package import Records
import Matching

extension BookDatabase {
    private func matchesPath(_ run: Int) -> String { "\(folder)/segments/\(run).matches" }

    func sealMatches(_ matches: [MatchFact], run: Int) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(matches.count * 20)
        for match in matches { match.append(to: &bytes) }
        try BookFolder.write(bytes, to: matchesPath(run))
    }

    /// What the fact of the run names its matches by.
    func matchesDigest(ofRun run: RunFact) throws(EngineError) -> String {
        Digest.sha256(
            try SystemFile.read(matchesPath(run.number), limit: run.matchCount * 20 + 1))
    }

    package func matches(
        of entries: [EntryID], leg: String
    ) throws(EngineError) -> [(place: MatchPlace, match: MatchFact)] {
        guard !entries.isEmpty else { return [] }
        let wanted = Set(entries)
        var found: [(place: MatchPlace, match: MatchFact)] = []
        for run in try runs() where run.matchCount > 0 {
            let names = try legNames(ofDefinition: run.definition)
            let voided = try voidedMatches(of: run.number)
            let bytes = try SystemFile.read(matchesPath(run.number), limit: run.matchCount * 20)
            for at in stride(from: 0, to: bytes.count - 19, by: 20) {
                let match = BookDatabase.match(bytes, at)
                guard wanted.contains(match.left) || wanted.contains(match.right),
                    Int(match.leg) < names.count, names[Int(match.leg)] == leg
                else { continue }
                let place = MatchPlace(run: run.number, left: match.left, right: match.right)
                if !voided.contains(place) { found.append((place, match)) }
            }
        }
        return found
    }

    private static func match(_ bytes: [UInt8], _ at: Int) -> MatchFact {
        func word(_ from: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[at + from + $1]) << UInt64(8 * $1) }
        }
        return MatchFact(
            leg: UInt16(word(0, 2)), left: EntryID(rawValue: word(2, 8)),
            right: EntryID(rawValue: word(10, 8)),
            entryClass: EntryClass(rawValue: bytes[at + 18]) ?? .unclassified, pass: bytes[at + 19])
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
