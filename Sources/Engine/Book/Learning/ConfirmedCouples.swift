import Matching
import Records
import Resolution

/// Couples of entries that decisions joined, one of each side, by identity.
struct ConfirmedCouples {
    private var byLeg: [String: [ApartCouple]] = [:]

    /// Of more decisions those made last are looked at.
    private static let decisionLimit = 100_000

    init(_ store: any BookStore) throws(EngineError) {
        var filter = DecisionFilter()
        filter.kind = .forceMatch
        filter.states = [.applied]
        filter.newestFirst = true
        filter.limit = ConfirmedCouples.decisionLimit
        var found: [(leg: String, left: EntryID, right: EntryID)] = []
        for decision in try store.decisions(filter) {
            let leaving = (decision.effect?.leaving ?? []).filter { $0.exit == .matched }
            let lefts = leaving.filter { $0.side == .left }
            let rights = leaving.filter { $0.side == .right }
            guard lefts.count == 1, rights.count == 1, lefts[0].leg == rights[0].leg else {
                continue
            }
            found.append((lefts[0].leg, lefts[0].entry, rights[0].entry))
        }
        var rows: [Int: Set<Int>] = [:]
        for entry in found.flatMap({ [$0.left, $0.right] }) {
            rows[entry.segment, default: []].insert(entry.row)
        }
        var identities: [EntryID: Hash128] = [:]
        for (segment, own) in rows {
            let sorted = own.sorted()
            let table = try store.table(of: segment, rows: sorted)
            for (place, row) in sorted.enumerated() {
                identities[EntryID(segment: segment, row: row)] = table.identity[place]
            }
        }
        for one in found {
            guard let left = identities[one.left], let right = identities[one.right] else {
                continue
            }
            byLeg[one.leg, default: []].append(ApartCouple(left: left, right: right))
        }
    }

    /// In a stated order.
    func couples(_ leg: String) -> [ApartCouple] {
        (byLeg[leg] ?? []).sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }
}
