package import Engine
import GRDB
package import Records
import TransparencyLog

extension BookDatabase {
    package func seal(_ table: EntryTable, as number: Int) throws(EngineError) -> SegmentSeal {
        do { try onStep(.entries, .before) } catch { throw BookDatabase.failure("entries", error) }
        let receipt = try faulty { () throws(SegmentFault) in
            try segments.append(table, number: number)
        }
        do { try onStep(.entries, .after) } catch { throw BookDatabase.failure("entries", error) }
        return SegmentSeal(
            sha256: Digest.hex(receipt.sha256),
            merkleRoot: Digest.hex(receipt.root.bytes))
    }

    /// Merges some of the index that is due; false where nothing was left to merge.
    package func mergeIndex() throws(EngineError) -> Bool {
        try faulty { () throws(SegmentFault) in try segments.tidy() }
    }

    package func table(of statement: Int, rows: [Int]) throws(EngineError) -> EntryTable {
        try faulty { () throws(SegmentFault) in
            try segments.segment(statement).table(rows: rows.map { UInt32($0) })
        }
    }

    package func maskedTable(
        of statement: Int, rows: [Int]
    ) throws(EngineError) -> EntryTable {
        try faulty { () throws(SegmentFault) in
            try segments.segment(statement).table(rows: rows.map { UInt32($0) }, masked: true)
        }
    }

    package func contents(of table: EntryTable) -> [Hash128] { Segments.contents(of: table) }

    /// Equal rows of one file share an identity; a file has no more than these.
    private static let bearers = 10_000_000

    package func prior(
        _ identities: [Hash128], _ occurrences: [UInt32], source: String
    ) throws(EngineError) -> [PriorEntry] {
        let distinct = zip(identities, occurrences).filter { $0.1 == 0 }.map(\.0)
        let found = try faulty { () throws(SegmentFault) in
            try segments.find(identities: distinct, limit: BookDatabase.bearers)
        }
        // Segments that no catalogue knows yet are nobody's.
        let statements = try statements(numbers: Set(found.map(\.entry.segment)))
            .filter { $0.source == source }
        let own = Set(statements.map(\.number))
        return try prior(
            found.filter { own.contains($0.entry.segment) }
                .map { ($0.entry, distinct[$0.place]) }, identities, statements)
    }

    /// What stands of the entries that were found, for each place that asks for their identity.
    private func prior(
        _ found: [(entry: EntryID, identity: Hash128)], _ identities: [Hash128],
        _ statements: [StatementFact]
    ) throws(EngineError) -> [PriorEntry] {
        guard !found.isEmpty else { return [] }
        let known = Dictionary(uniqueKeysWithValues: statements.map { ($0.number, $0) })
        let gone = try superseded(inStatements: Set(found.map(\.entry.segment)).sorted())
        var excluded: [Int: Set<UInt32>] = [:]
        var standing: [Hash128: [PriorEntry]] = [:]
        for (entry, identity) in found.sorted(by: { $0.entry < $1.entry }) {
            guard let statement = known[entry.segment], !gone.contains(entry) else { continue }
            if excluded[entry.segment] == nil {
                excluded[entry.segment] = Set(statement.excluded)
            }
            if excluded[entry.segment]!.contains(UInt32(entry.row)) { continue }
            let prior = try faulty { () throws(SegmentFault) in
                let segment = try segments.segment(entry.segment)
                return PriorEntry(
                    place: 0, entry: entry, content: segment.content(entry.row),
                    kind: try segment.kind(entry.row), status: try segment.status(entry.row))
            }
            standing[identity, default: []].append(prior)
        }
        var all: [PriorEntry] = []
        for (place, identity) in identities.enumerated() {
            for var prior in standing[identity] ?? [] {
                prior.place = place
                all.append(prior)
            }
        }
        return all
    }

    package func entries(
        bearing references: [[UInt8]], ignoringCase: Bool, limit: Int
    ) throws(EngineError) -> [(place: Int, entry: EntryID)] {
        guard !references.isEmpty else { return [] }
        return try known { () throws(SegmentFault) in
            try segments.entries(bearing: references, ignoringCase: ignoringCase, limit: limit)
        }
    }

    package func money(
        bearing references: [[UInt8]], limit: Int
    ) throws(EngineError) -> [(place: Int, entry: EntryID)] {
        guard !references.isEmpty else { return [] }
        return try known { () throws(SegmentFault) in
            try segments.money(bearing: references, limit: limit)
        }
    }

    /// Entries of a file whose import failed in this process are nobody's.
    private func known(
        _ find: () throws(SegmentFault) -> [(place: Int, entry: EntryID)]
    ) throws(EngineError) -> [(place: Int, entry: EntryID)] {
        let last = try read("statements") { database in
            try SQLRequest<Int>(sql: "SELECT max(number) FROM statement", cached: true).fetchOne(
                database) ?? 0
        }
        return try faulty(find).filter { $0.entry.segment <= last }
    }
}
