import Matching
import Records
import Testing

@testable import Reports

/// The nearest miss against the plain reading of its rule: every open entry of the other side that
/// is among the eight before or after in time (of all, or of those with the same amount) or among
/// the first four of the same reference, ranked by slips, amount, time and identity.
@Suite struct NearestMissTests {
    struct Entry {
        var index: Int32
        var amount: Money
        var time: Int64
        var reference: String
        var identity: Hash128
    }

    static let references = [
        "ORD2026060100001234", "ord-2026-0601-0000-1234", "ORD2026060100001243", "0000123456789",
        "123456789", "ORD20260601000012", "XORD2026060100001234", "", "short", "shorx",
        "ORD2026060100009999", "ÖRD2026060100001234", "ZZZZZZZZZZZZ", "ZZZZZZZZZZZX",
        "ZZZZZZZZZZ", "YZZZZZZZZZZZY",
    ]

    static func table(_ count: Int, _ random: inout SplitMix) -> EntryTable {
        var table = EntryTable()
        for _ in 0..<count {
            var draft = EntryDraft()
            draft.identity = Hash128(high: random.next(), low: random.next())
            draft.kind = .payment
            draft.gross = Int128(100 * (1 + random.next() % 6))
            let reference = references[Int(random.next() % UInt64(references.count))]
            draft.orderReference = table.intern(reference.utf8)
            let minute = Int64(random.next() % 4000)
            draft.occurredAt =
                random.next() % 20 == 0
                ? EntryTable.noTime
                : SampleRun.period.start.advanced(bySeconds: minute * 60).microseconds
            precondition(table.append(draft) == nil)
        }
        return table
    }

    struct SplitMix {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static func entries(_ table: EntryTable) -> [Entry] {
        (0..<table.count).map { row in
            let scalars = table.utf8Text(table.orderReference[row]).lowercased().unicodeScalars
                .filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
            return Entry(
                index: Int32(row), amount: table.gross(ofRow: row)!.canonical,
                time: table.occurredAt[row],
                reference: String(String.UnicodeScalarView(scalars.drop { $0 == "0" })),
                identity: table.identity[row])
        }.sorted { ($0.time, $0.identity) < ($1.time, $1.identity) }
    }

    static func around(_ time: Int64, _ sorted: [Entry]) -> [Entry] {
        let low = sorted.firstIndex { $0.time >= time } ?? sorted.count
        return Array(sorted[max(0, low - 8)..<min(sorted.count, low + 8)])
    }

    static func rank(_ a: Entry, _ b: Entry) -> (Int, Int, Int64, Hash128)? {
        let isKnown = a.time != EntryTable.noTime && b.time != EntryTable.noTime
        let gap = isKnown ? Int64((a.time - b.time).magnitude) : Int64.max
        let isEqual = a.amount == b.amount
        var slips: Int?
        if !a.reference.isEmpty, !b.reference.isEmpty {
            if a.reference == b.reference {
                slips = 0
            } else if min(a.reference.utf8.count, b.reference.utf8.count) >= 8,
                let distance = Suggestions.distance(
                    Array(a.reference.utf8), Array(b.reference.utf8)),
                distance <= (isEqual ? 2 : 1)
            {
                slips = distance
            }
        }
        guard slips != nil || isEqual && gap <= 86_400_000_000 else { return nil }
        return (slips ?? 3, isEqual ? 0 : 1, gap, a.identity)
    }

    static func nearest(_ entry: Entry, _ others: [Entry]) -> Int32 {
        var candidates = others.filter { !$0.reference.isEmpty && $0.reference == entry.reference }
        candidates = Array(candidates.prefix(4))
        candidates += around(entry.time, others.filter { $0.amount == entry.amount })
        candidates += around(entry.time, others)
        var best: (rank: (Int, Int, Int64, Hash128), index: Int32)?
        for candidate in candidates {
            guard let rank = rank(candidate, entry) else { continue }
            if let known = best, known.rank <= rank { continue }
            best = (rank, candidate.index)
        }
        return best?.index ?? -1
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func theIndexFindsWhatTheRuleSays(seed: UInt64) {
        var random = SplitMix(state: seed)
        let left = Self.table(120, &random)
        let right = Self.table(150, &random)
        let inputs = LegInputs(
            left: [LegInput(source: "l", table: left)],
            right: [LegInput(source: "r", table: right)], links: [])
        var definition = LegDefinition(name: "leg", definition: "d")
        definition.period = SampleRun.period
        let outcome = Matching.reconcile(definition, inputs)
        let index = NearestMiss(inputs: inputs, outcome: outcome)
        let (lefts, rights) = (Self.entries(left), Self.entries(right))
        let openLeft = lefts.filter { Self.isOpen(outcome.left.classes[Int($0.index)]) }
        let openRight = rights.filter { Self.isOpen(outcome.right.classes[Int($0.index)]) }
        #expect(openLeft.count == 120 && openRight.count == 150)
        for entry in openLeft {
            var found = Break(
                id: .zero, entryClass: .missingRight, findings: Findings(), severity: .low,
                amount: entry.amount)
            found.left = entry.index
            #expect(index.find(found) == Self.nearest(entry, openRight), "left \(entry)")
        }
        for entry in openRight {
            var found = Break(
                id: .zero, entryClass: .missingLeft, findings: Findings(), severity: .low,
                amount: entry.amount)
            found.right = entry.index
            #expect(index.find(found) == Self.nearest(entry, openLeft), "right \(entry)")
        }
    }

    static func isOpen(_ entryClass: EntryClass) -> Bool {
        [.missingLeft, .missingRight, .ambiguous, .expected, .ignored].contains(entryClass)
    }
}
