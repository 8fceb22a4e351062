import Records

@testable import StorageSQLite

/// Invented segments whose identities and references come again and again, and every answer found
/// by looking at all of them.
final class SegmentsHistory {
    let scratch: SegmentsScratch
    private(set) var known: [Int: [UInt8]] = [:]
    private(set) var identities: [(Hash128, EntryID)] = []
    private(set) var references: [([UInt8], EntryID)] = []
    /// Those of payouts and transfers.
    private(set) var money: [([UInt8], EntryID)] = []
    private var state: UInt64

    init(seed: UInt64) throws {
        scratch = try SegmentsScratch()
        state = seed
    }

    func random(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    /// `variety`: how many different references there are.
    func append(_ number: Int, rows: Int, variety: Int = 60) throws {
        var table = EntryTable()
        for row in 0..<rows {
            let id = EntryID(segment: number, row: row)
            var draft = EntryDraft()
            draft.identity = EntryKeys.hash([UInt8](repeating: 1, count: random(90)).span)
            draft.gross = 1
            draft.kind = row % 7 == 3 ? .payout : row % 11 == 5 ? .transfer : .payment
            var own: Set<[UInt8]> = []
            func reference() -> TextRef {
                let bytes = Array("ref-\(random(variety))".utf8)
                own.insert(bytes)
                return table.intern(bytes)
            }
            draft.orderReference = reference()
            if random(2) == 0 { draft.channelReference = reference() }
            if random(3) == 0 { draft.chainReference = reference() }
            // Not looked up by.
            draft.chainAddress = table.intern("ref-0".utf8)
            _ = table.append(draft)
            identities.append((draft.identity, id))
            references += own.map { ($0, id) }
            if [.payout, .transfer].contains(draft.kind) { money += own.map { ($0, id) } }
        }
        known[number] = try scratch.segments.append(table, number: number).sha256
    }

    /// What every key of history, and some others, answers.
    func answers(_ segments: Segments? = nil) throws -> [[(place: Int, entry: EntryID)]] {
        let segments = segments ?? scratch.segments
        return [
            try segments.find(identities: identityKeys, limit: 7),
            try segments.entries(bearing: referenceKeys),
            try segments.money(bearing: referenceKeys),
        ]
    }

    var identityKeys: [Hash128] {
        (0..<95).map { EntryKeys.hash([UInt8](repeating: 1, count: $0).span) }
    }
    var referenceKeys: [[UInt8]] { (0..<70).reversed().map { Array("ref-\($0)".utf8) } }

    /// Whether the index answers what looking at all entries does.
    func isRight(_ segments: Segments? = nil) throws -> Bool {
        let answers = try answers(segments)
        var expected: [[(place: Int, entry: EntryID)]] = [[], [], []]
        for (place, key) in identityKeys.enumerated() {
            let entries = identities.filter { $0.0 == key }.map { $0.1 }.sorted().prefix(7)
            expected[0] += entries.map { (place, $0) }
        }
        for (place, key) in referenceKeys.enumerated() {
            let entries = references.filter { $0.0 == key }.map { $0.1 }.sorted()
            expected[1] += entries.map { (place, $0) }
            expected[2] += money.filter { $0.0 == key }.map { $0.1 }.sorted().map { (place, $0) }
        }
        return zip(answers, expected).allSatisfy { found, all in
            found.map { $0.place } == all.map { $0.place }
                && found.map { $0.entry } == all.map { $0.entry }
        }
    }

    /// What the crash of an import leaves: entries that no catalogue knows.
    func forget(_ number: Int) {
        known[number] = nil
        identities.removeAll { $0.1.segment == number }
        references.removeAll { $0.1.segment == number }
        money.removeAll { $0.1.segment == number }
    }
}
