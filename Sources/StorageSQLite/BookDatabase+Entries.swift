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
            sha256: BookDatabase.hex(receipt.sha256),
            merkleRoot: BookDatabase.hex(receipt.root.bytes))
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package func table(of statement: Int, rows: [Int]) throws(EngineError) -> EntryTable {
        try faulty { () throws(SegmentFault) in
            try segments.segment(statement).table(rows: rows.map { UInt32($0) })
        }
    }

    package func contents(of table: EntryTable) -> [Hash128] {
        let texts = EntryTexts(table)
        let content = EntryContent(table)
        return (0..<table.count).map { content.hash(table, $0, texts) }
    }

    package func prior(
        _ identities: [Hash128], source: String
    ) throws(EngineError) -> [PriorEntry] {
        let statements = try statements().filter { $0.source == source && $0.rows > 0 }
        let places = Dictionary(
            zip(identities, identities.indices), uniquingKeysWith: { first, _ in first })
        var found: [(entry: EntryID, identity: Hash128)] = []
        for statement in statements {
            let segment = try faulty { () throws(SegmentFault) in
                try segments.segment(statement.number)
            }
            for row in 0..<segment.count where places[segment.identity(row)] != nil {
                found.append((segment.id(row), segment.identity(row)))
            }
        }
        return try prior(found, identities, statements)
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
        bearing references: [[UInt8]]
    ) throws(EngineError) -> [(place: Int, entry: EntryID)] {
        let places = Dictionary(
            zip(references, references.indices), uniquingKeysWith: { first, _ in first })
        var found: [(place: Int, entry: EntryID)] = []
        for statement in try statements() where statement.rows > 0 {
            try faulty { () throws(SegmentFault) in
                let segment = try segments.segment(statement.number)
                for row in 0..<segment.count {
                    for role in BookDatabase.roles {
                        let reference = try segment.reference(role, row)
                        if !reference.isEmpty, let place = places[reference] {
                            found.append((place, segment.id(row)))
                            break
                        }
                    }
                }
            }
        }
        return found.sorted { ($0.place, $0.entry.rawValue) < ($1.place, $1.entry.rawValue) }
    }

    private static let roles: [EntryTable.ReferenceColumn] = [
        .order, .channel, .refund, .batch, .bank, .chain,
    ]
}
