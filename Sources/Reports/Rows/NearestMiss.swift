import Matching
import Records

/// Among what stayed open on the other side, the entry that comes closest to a lonely one. It
/// decides nothing; it answers the question "why was this not matched?".
struct NearestMiss: Sendable {
    /// Neighbours looked at in time and among equal amounts, on either side of the moment.
    static let neighbours = 8
    /// An equal amount further away in time is a coincidence.
    static let equalAmountMicroseconds = 86_400 * Instant.microsecondsPerSecond

    /// Two numbers of fewer characters differ in one by chance.
    static let leastReferenceLength = 8

    /// Open entries of a side that are indexed: on a day that leaves more open than this, the
    /// reader has another question than which one came closest.
    static let openEntries = 50_000

    private let left: OpenEntries
    private let right: OpenEntries

    init(inputs: LegInputs, outcome: LegOutcome) {
        left = OpenEntries(inputs.left, outcome.left)
        right = OpenEntries(inputs.right, outcome.right)
    }

    /// Index on the other side, −1 where nothing comes near.
    func find(_ found: Break) -> Int32 {
        if found.nearest >= 0 { return found.nearest }
        if found.left >= 0, found.right < 0, let entry = left.entries[found.left] {
            return right.nearest(to: entry)
        }
        if found.right >= 0, found.left < 0, let entry = right.entries[found.right] {
            return left.nearest(to: entry)
        }
        return -1
    }
}

/// The open entries of one side, found by amount, by time and by a loosely written reference.
private struct OpenEntries: Sendable {
    struct Entry: Sendable {
        var index: Int32
        var amount: Money
        var time: Int64
        var reference: String
        var identity: Hash128
    }

    var entries: [Int32: Entry] = [:]
    private var byTime: [Entry] = []
    private var byAmount: [Money: [Entry]] = [:]
    private var byReference: [String: [Entry]] = [:]

    init(_ inputs: [LegInput], _ side: SideOutcome) {
        for index in 0..<side.count where OpenEntries.isOpen(side.classes[index]) {
            if byTime.count == NearestMiss.openEntries { break }
            let position = side.position(index, in: inputs)
            let table = inputs[position.input].table
            guard let amount = table.gross(ofRow: position.row) else { continue }
            byTime.append(
                Entry(
                    index: Int32(index), amount: amount.canonical,
                    time: table.occurredAt[position.row],
                    reference: OpenEntries.loose(
                        table.utf8Text(table.orderReference[position.row])),
                    identity: table.identity[position.row]))
        }
        byTime.sort { ($0.time, $0.identity) < ($1.time, $1.identity) }
        for entry in byTime {
            entries[entry.index] = entry
            byAmount[entry.amount, default: []].append(entry)
            if !entry.reference.isEmpty { byReference[entry.reference, default: []].append(entry) }
        }
    }

    private static func isOpen(_ entryClass: EntryClass) -> Bool {
        switch entryClass {
        case .missingLeft, .missingRight, .ambiguous, .expected, .ignored: true
        default: false
        }
    }

    /// Letters and digits alone, in lower case, without leading zeros: how people mistype numbers.
    private static func loose(_ reference: String) -> String {
        let kept = reference.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic
            || ("0"..."9").contains($0) }
        return String(String.UnicodeScalarView(kept.drop { $0 == "0" }))
    }

    func nearest(to entry: Entry) -> Int32 {
        var candidates = byReference[entry.reference].map { Array($0.prefix(4)) } ?? []
        candidates += OpenEntries.around(entry.time, byAmount[entry.amount] ?? [])
        candidates += OpenEntries.around(entry.time, byTime)
        let ranked = candidates.compactMap { candidate in
            OpenEntries.rank(candidate, entry).map { (rank: $0, candidate: candidate) }
        }
        let best = ranked.min { a, b in
            (a.rank.0, a.rank.1, a.rank.2, a.candidate.identity)
                < (b.rank.0, b.rank.1, b.rank.2, b.candidate.identity)
        }
        return best?.candidate.index ?? -1
    }

    /// Reference first, then amount, then time; nil where the two have nothing in common.
    private static func rank(_ a: Entry, _ b: Entry) -> (Int, Int, Int64)? {
        let isKnownTime = a.time != EntryTable.noTime && b.time != EntryTable.noTime
        let gap = isKnownTime ? Int64(clamping: (a.time - b.time).magnitude) : Int64.max
        let isEqual = a.amount == b.amount
        let slips = slips(a.reference, b.reference, atMost: isEqual ? 2 : 1)
        guard slips != nil || isEqual && gap <= NearestMiss.equalAmountMicroseconds
        else { return nil }
        return (slips ?? Suggestions.greatestDistance + 1, isEqual ? 0 : 1, gap)
    }

    /// Slips between two references, where they are long enough for a slip to mean anything.
    private static func slips(_ a: String, _ b: String, atMost limit: Int) -> Int? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        if a == b { return 0 }
        guard min(a.utf8.count, b.utf8.count) >= NearestMiss.leastReferenceLength,
            let slips = Suggestions.distance(Array(a.utf8), Array(b.utf8)), slips <= limit
        else { return nil }
        return slips
    }

    /// The entries on either side of a moment in a list sorted by time.
    private static func around(_ time: Int64, _ sorted: [Entry]) -> ArraySlice<Entry> {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].time < time { low = middle + 1 } else { high = middle }
        }
        let start = max(0, low - NearestMiss.neighbours)
        return sorted[start..<min(sorted.count, low + NearestMiss.neighbours)]
    }
}
